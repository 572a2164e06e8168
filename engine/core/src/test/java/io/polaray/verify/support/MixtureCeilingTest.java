package io.polaray.verify.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Weighted sums of components, and what they lose. */
class MixtureCeilingTest {
  private static final double[] ONES = {1, 1};
  private static final BoxCeiling LOW = BoxCeiling.of(ONES, new double[] {2, 2});
  private static final BoxCeiling HIGH = BoxCeiling.of(ONES, new double[] {2, 4});

  private static TypesCeiling types() {
    return TypesCeiling.of(new double[][] {{1, 1}, {3, 1}}, new double[] {0.25, 0.75});
  }

  @Test
  void weightedSums() {
    MixtureCeiling mixture = MixtureCeiling.of(List.of(LOW, HIGH), new double[] {0.25, 0.75});
    // On [1,2]^2 half accept one for one, on [1,2] x [1,4] a sixth.
    double[] kappa = {-1, 1};
    assertThat(mixture.ceiling(kappa)).isCloseTo(0.25, within(1e-12)).isGreaterThanOrEqualTo(0.25);
    assertThat(mixture.floor(kappa)).isCloseTo(0.25, within(1e-12)).isLessThanOrEqualTo(0.25);
    assertThat(mixture.ceiling(new double[] {-1, 0.1})).isEqualTo(1);
    assertThat(mixture.floor(new double[] {-1, 0.1})).isCloseTo(1, within(1e-12));
    assertThat(mixture.ceiling(new double[] {-1, 5})).isZero();
    assertThat(mixture.floor(new double[] {-1, 5})).isZero();
    MixtureCeiling mixed = MixtureCeiling.of(List.of(LOW, types()), new double[] {0.5, 0.5});
    assertThat(mixed.ceiling(new double[] {-1, 1.5}))
        .isCloseTo(0.5 * LOW.ceiling(new double[] {-1, 1.5}) + 0.375, within(1e-11));
    assertThat(mixed.floor(new double[] {-1, 1.5}))
        .isCloseTo(0.5 * LOW.floor(new double[] {-1, 1.5}) + 0.375, within(1e-11));
  }

  /** From there on P b does not change: the least cost, or the largest of a uniform cost from 0. */
  @Test
  void levelCosts() {
    BoxCeiling box = BoxCeiling.of(new double[] {0, 0.5}, new double[] {2, 4});
    assertThat(box.levelCost(0)).isEqualTo(2);
    assertThat(box.levelCost(1)).isEqualTo(0.5);
    assertThat(types().levelCost(0)).isEqualTo(1);
    assertThat(types().levelCost(1)).isEqualTo(1);
    double[] halves = {0.5, 0.5};
    TypesCeiling free = TypesCeiling.of(new double[][] {{3, 0}, {2.5, 1}}, halves);
    assertThat(free.levelCost(0)).isEqualTo(2.5);
    assertThat(free.levelCost(1)).isZero();
    MixtureCeiling mixture = MixtureCeiling.of(List.of(box, free), halves);
    assertThat(mixture.levelCost(0)).isEqualTo(2);
    assertThat(mixture.levelCost(1)).isZero();
    for (double b : new double[] {1, 2, 50, 1000}) {
      double[] kappa = {b, -0.5};
      assertThat(box.ceiling(kappa) * b)
          .isCloseTo(box.ceiling(new double[] {1, -0.5}), within(1e-9));
    }
  }

  /** What holds of both components; in the limit each has its own uniform cost. */
  @Test
  void endlessTasks() {
    BoxCeiling box = BoxCeiling.of(new double[] {0, 0.5}, new double[] {2, 4});
    ProductCeiling other =
        ProductCeiling.of(List.of(CostTransform.uniform(0, 3), CostTransform.uniform(0.25, 1)));
    double[] shares = {0.25, 0.75};
    EndlessTask both = MixtureCeiling.of(List.of(box, other), shares).endless(0);
    assertThat(both).isNotNull();
    assertThat(both.useful()).isEqualTo(2);
    assertThat(both.settled()).isEqualTo(2);
    assertThat(both.limitCost()).isEqualTo(2);
    assertThat(both.excess()).isEqualTo(1);
    assertThat(both.always()).isTrue();
    EndlessTask positive = box.endless(1);
    assertThat(positive.settled()).isEqualTo(0.5);
    assertThat(positive.limitCost()).isEqualTo(0.5);
    assertThat(positive.always()).isFalse();
    double[] kappa = {3, -0.5};
    double exact = 0.25 * 0.5 * 2.25 / 6 + 0.75 * 0.5 * 0.625 / 9;
    assertThat(both.limit().ceiling(kappa)).isCloseTo(exact, within(1e-6));
    EndlessTask late = MixtureCeiling.of(List.of(box, types()), shares).endless(0);
    assertThat(late).isNotNull();
    assertThat(late.settled()).isEqualTo(1);
    assertThat(late.always()).isFalse();
    assertThat(late.limitCost()).isEqualTo(1);
    TypesCeiling free = TypesCeiling.of(new double[][] {{3, 0}, {2.5, 1}}, shares);
    assertThat(MixtureCeiling.of(List.of(free, box), shares).endless(1)).isNull();
    EndlessTask one = new EndlessTask(2, 0.5, 1.25, true, 3, box);
    EndlessTask two = new EndlessTask(1, 0.75, 1.5, true, 4, other);
    assertThat(one.and(two)).isEqualTo(new EndlessTask(1, 0.5, 1.5, true, 3, box));
    assertThat(two.and(one)).isEqualTo(new EndlessTask(1, 0.5, 1.5, true, 3, other));
    assertThat(one.with(other)).isEqualTo(new EndlessTask(2, 0.5, 1.25, true, 3, other));
  }

  @Test
  void partsAreThoseOfComponentsThatAllHaveSome() {
    assertThat(LOW.logConcaveParts()).containsExactly(new AcceptanceCeiling.Part(LOW, 1));
    assertThat(types().logConcaveParts()).isEmpty();
    double[] one = {1};
    double[] shares = {0.3, 0.7};
    List<AcceptanceCeiling.Part> parts =
        MixtureCeiling.of(List.of(LOW, HIGH), shares).logConcaveParts();
    assertThat(parts).extracting(AcceptanceCeiling.Part::chances).containsExactly(LOW, HIGH);
    for (int g = 0; g < 2; g++) {
      assertThat(parts.get(g).share()).isBetween(shares[g], shares[g] * (1 + 1e-12));
    }
    MixtureCeiling nested =
        MixtureCeiling.of(List.of(MixtureCeiling.of(List.of(LOW, HIGH), shares), LOW), shares);
    assertThat(nested.logConcaveParts().get(1).share()).isBetween(0.21 - 1e-15, 0.21 + 1e-12);
    assertThat(nested.logConcaveParts()).hasSize(3);
    assertThat(MixtureCeiling.of(List.of(LOW, types()), shares).logConcaveParts()).isEmpty();
    assertThat(MixtureCeiling.of(List.of(LOW), one).isCounted()).isFalse();
    assertThat(types().isCounted()).isTrue();
  }

  /** Types that are indifferent count above and not below; others on their side. */
  @Test
  void typesOnTheBoundary() {
    double[] kappa = {-1, 3};
    assertThat(types().ceiling(kappa)).isCloseTo(0.75, within(1e-11));
    assertThat(types().floor(kappa)).isZero();
    assertThat(types().floor(new double[] {-1, 2.999})).isCloseTo(0.75, within(1e-11));
    assertThat(types().ceiling(new double[] {-1, 3.001})).isZero();
    assertThat(types().floor(new double[] {-1, 0.5})).isCloseTo(1, within(1e-11));
    assertThat(types().ceiling(new double[] {-1, 0.5})).isEqualTo(1);
  }
}
