package io.polaray.numeric;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.ModelEntity;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;
import org.ojalgo.type.keyvalue.EntryPair;

/**
 * A linear program {@code min c . x} with bounds on variables and rows, solved by ojAlgo.
 *
 * <p>Multipliers y of the rows have the sign that makes {@code c - A' y} the reduced costs.
 */
public final class LinearProgram {
  /** How a solve ended. */
  public enum Status {
    /** Values and multipliers are optimal within the solver's tolerances. */
    OPTIMAL,
    /** The rows contradict each other. */
    INFEASIBLE,
    /** The objective falls without end. */
    UNBOUNDED,
    /** A limit was reached or the solver failed. */
    FAILED
  }

  /**
   * The end of a solve.
   *
   * @param objective c . x
   * @param values x
   * @param multipliers y, one a row
   */
  public record Solution(Status status, double objective, Vector values, Vector multipliers) {}

  private final ExpressionsBasedModel model = new ExpressionsBasedModel();
  private final List<Variable> variables = new ArrayList<>();
  private final Map<String, Integer> rows = new HashMap<>();

  private LinearProgram() {}

  /** A program without variables and rows. */
  public static LinearProgram create() {
    return new LinearProgram();
  }

  /**
   * Adds a variable.
   *
   * @param lower lower bound, may be {@code -infinity}
   * @param upper upper bound, may be {@code +infinity}
   * @return its number, counted from 0
   */
  public int addVariable(double cost, double lower, double upper) {
    Variable variable = model.newVariable("x" + variables.size()).weight(cost);
    if (Double.isFinite(lower)) {
      variable.lower(lower);
    }
    if (Double.isFinite(upper)) {
      variable.upper(upper);
    }
    variables.add(variable);
    return variables.size() - 1;
  }

  /**
   * Adds a row {@code lower <= sum coefficients . x <= upper}.
   *
   * @param indices numbers of variables
   * @param coefficients one for each index
   * @return its number, counted from 0
   */
  public int addRow(int[] indices, double[] coefficients, double lower, double upper) {
    String name = "r" + rows.size();
    Expression row = model.newExpression(name);
    for (int k = 0; k < indices.length; k++) {
      row.set(variables.get(indices[k]), coefficients[k]);
    }
    if (Double.isFinite(lower)) {
      row.lower(lower);
    }
    if (Double.isFinite(upper)) {
      row.upper(upper);
    }
    rows.put(name, rows.size());
    return rows.size() - 1;
  }

  /** Solves the program within the given limits. */
  public Solution solve(int maxIterations, Duration timeLimit) {
    model.options.iterations_abort = maxIterations;
    model.options.time_abort = timeLimit.toMillis();
    Optimisation.Result result = model.minimise();
    double[] values = new double[variables.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = result.doubleValue(k);
    }
    double[] multipliers = new double[rows.size()];
    for (EntryPair.KeyedPrimitive<EntryPair<ModelEntity<?>, Optimisation.ConstraintType>> entry :
        result.getDualValues()) {
      Integer row = rows.get(entry.left().left().getName());
      if (row != null) {
        multipliers[row] -= entry.doubleValue();
      }
    }
    return new Solution(
        status(result.getState()), result.getValue(), Vector.of(values), Vector.of(multipliers));
  }

  private static Status status(Optimisation.State state) {
    if (state.isOptimal()) {
      return Status.OPTIMAL;
    }
    if (state == Optimisation.State.INFEASIBLE) {
      return Status.INFEASIBLE;
    }
    return state == Optimisation.State.UNBOUNDED ? Status.UNBOUNDED : Status.FAILED;
  }
}
