package io.polaray.verify;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The distribution of private costs that the market file gives an agent. */
public sealed interface PreferenceClaim {
  /** The number of tasks. */
  int tasks();

  /**
   * Independent uniforms on a box.
   *
   * @param lower lower ends
   * @param upper upper ends
   */
  record UniformBox(ClaimedVector lower, ClaimedVector upper) implements PreferenceClaim {
    @Override
    public int tasks() {
      return lower.size();
    }
  }

  /**
   * Independent one-dimensional distributions, each truncated to an interval.
   *
   * @param marginals one a task
   */
  record Independent(List<Marginal> marginals) implements PreferenceClaim {
    /** Copies the list. */
    public Independent {
      marginals = List.copyOf(marginals);
    }

    @Override
    public int tasks() {
      return marginals.size();
    }
  }

  /**
   * A one-dimensional distribution truncated to an interval.
   *
   * @param distribution its name in the file
   * @param parameters its parameters by name
   * @param lower lower end
   * @param upper upper end, null for infinity
   */
  record Marginal(
      String distribution,
      Map<String, Numeral> parameters,
      Numeral lower,
      @Nullable Numeral upper) {
    /** Copies the map in name order. */
    public Marginal {
      parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }
  }

  /**
   * Correlated lognormal costs truncated to a box.
   *
   * @param mean mean of log cost
   * @param covariance rows of the covariance of log cost
   * @param lower lower ends
   * @param upper upper ends, null for infinity
   */
  record Lognormal(
      ClaimedVector mean,
      List<ClaimedVector> covariance,
      ClaimedVector lower,
      @Nullable ClaimedVector upper)
      implements PreferenceClaim {
    /** Copies the list. */
    public Lognormal {
      covariance = List.copyOf(covariance);
    }

    @Override
    public int tasks() {
      return mean.size();
    }
  }

  /**
   * Finitely many types.
   *
   * @param types one vector a type
   * @param weights one a type; the probability of a type is its weight over the sum of weights
   */
  record FiniteTypes(List<ClaimedVector> types, ClaimedVector weights) implements PreferenceClaim {
    /** Copies the list. */
    public FiniteTypes {
      types = List.copyOf(types);
    }

    @Override
    public int tasks() {
      return types.get(0).size();
    }
  }

  /**
   * One of several distributions, drawn with probabilities in the ratio of the weights.
   *
   * @param components uniform, independent or lognormal
   * @param weights one a component, positive
   */
  record Mixture(List<PreferenceClaim> components, ClaimedVector weights)
      implements PreferenceClaim {
    /** Copies the list. */
    public Mixture {
      components = List.copyOf(components);
    }

    @Override
    public int tasks() {
      return components.get(0).tasks();
    }
  }
}
