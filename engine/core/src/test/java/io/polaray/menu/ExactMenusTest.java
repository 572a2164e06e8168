package io.polaray.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.polaray.numeric.Vector;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactMenusTest {
  @Test
  void scalesToFullExtension() {
    List<Ray> rays =
        ExactMenus.fullExtension(Vector.of(2, 3, 4), new double[][] {{-0.1, -0.01, 0.3}});
    Vector direction = rays.get(0).direction();
    assertThat(direction.get(0)).isEqualTo(-2);
    assertThat(direction.get(1)).isBetween(-3.0, 0.0);
    assertThat(direction.get(2)).isPositive();
  }

  /** The task that runs out first decides, and is then given up exactly. */
  @ParameterizedTest
  @CsvSource({
    "'-0.1, -0.01, 0.3', '-2, -0.2, 6'",
    "'-0.01, -0.1, 0.3', '-0.3, -3, 9'",
    "'-1, -1.5, 8', '-2, -3, 16'",
    "'0.5, -1, -8', '0.25, -0.5, -4'",
    "'-4, 2, 0', '-2, 1, 0'",
    "'-2, -2.999999, 1', '-2, -2.999999, 1'",
    "'-2, -2.9999999999999996, 1', '-2, -3, 1'"
  })
  void scalesByTheTaskThatRunsOutFirst(String direction, String expected) {
    Ray ray =
        ExactMenus.fullExtension(Vector.of(2, 3, 4), new double[][] {numbers(direction)}).get(0);
    double[] wanted = numbers(expected);
    for (int i = 0; i < 3; i++) {
      assertThat(ray.direction().get(i)).isCloseTo(wanted[i], within(1e-15));
      if (wanted[i] == Math.rint(wanted[i])) {
        assertThat(ray.direction().get(i)).isEqualTo(wanted[i]);
      }
    }
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.split(", ")).mapToDouble(Double::parseDouble).toArray();
  }

  @Test
  void zerosHaveNoSign() {
    double[] ray = ExactMenus.extend(Vector.of(1, 1, 1), new double[] {-1, -0.0, 1});
    assertThat(Double.doubleToRawLongBits(ray[1])).isZero();
  }

  @Test
  void leavesOutWhatIsNoRay() {
    Vector eta = Vector.of(1, 1);
    for (double[] kappa : new double[][] {{-1, 0}, {0, -1}, {1, 0}, {1, 1}, {0, 0}, {-1, -1}}) {
      assertThat(ExactMenus.fullExtension(eta, new double[][] {kappa})).isEmpty();
    }
  }

  /** Both rates are raised by the same factor until their product is 1. */
  @Test
  void raisesBothSidesOfAPairThatIsNotPolarised() {
    List<Ray> rays =
        ExactMenus.fullExtension(Vector.of(2, 1, 5), new double[][] {{-2, 0.5, 0}, {0.25, -1, 3}});
    assertThat(rays.get(0).direction().get(1)).isCloseTo(2, within(1e-12));
    assertThat(rays.get(1).direction().get(0)).isCloseTo(1, within(1e-12));
    assertThat(Polarisation.holds(rays.get(0).direction(), rays.get(1).direction())).isTrue();
  }

  @Test
  void leavesPolarisedRaysAlone() {
    double[][] kappas = {{-2, 5, 1}, {2, -1, 1}};
    List<Ray> rays = ExactMenus.fullExtension(Vector.of(2, 1, 5), kappas);
    assertThat(rays.get(0).direction()).isEqualTo(Vector.of(kappas[0]));
    assertThat(rays.get(1).direction()).isEqualTo(Vector.of(kappas[1]));
  }

  @Test
  void dropsGiveUpsOfTasksThatAreNotThere() {
    List<Ray> rays = ExactMenus.fullExtension(Vector.of(0, 1), new double[][] {{-1, 2}, {1, -1}});
    assertThat(rays).hasSize(1);
    assertThat(rays.get(0).direction()).isEqualTo(Vector.of(1, -1));
  }

  /** A task that is not there neither binds nor is given up. */
  @Test
  void aTaskThatIsNotThereLeavesTheRestOfTheRay() {
    double[] kappa = {-1, -0.5, 3};
    List<Ray> rays = ExactMenus.fullExtension(Vector.of(0, 1, 1), new double[][] {kappa});
    assertThat(rays).hasSize(1);
    assertThat(rays.get(0).direction()).isEqualTo(Vector.of(0, -1, 6));
  }

  @Test
  void whatShedsNothingIsNotScaled() {
    assertThat(ExactMenus.extend(Vector.of(1, 1), new double[] {1, 0})).containsExactly(1, 0);
  }

  /** The snap to the whole holding includes its threshold. */
  @Test
  void anEntryAtTheThresholdIsGivenUpWhole() {
    double near = 1 - 0x1p-44;
    assertThat(ExactMenus.extend(Vector.of(1, 1, 1), new double[] {-1, -near, 1}))
        .containsExactly(-1, -1, 1);
    double further = Math.nextDown(near);
    assertThat(ExactMenus.extend(Vector.of(1, 1, 1), new double[] {-1, -further, 1}))
        .containsExactly(-1, -further, 1);
  }

  /** Each side takes on none of what the other sheds, or one of them does. */
  @Test
  void rejectsZerosWhereAPositiveEntryIsNeeded() {
    double[][][] pairs = {
      {{-1, 0, 1}, {0.5, -1, 0}}, {{-1, 0.5, 0}, {0, -1, 1}}, {{-1, 0, 1}, {0, -1, 1}}
    };
    for (double[][] kappas : pairs) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ExactMenus.fullExtension(Vector.of(1, 1, 1), kappas))
          .withMessageContaining("each must take on some of what the other sheds");
    }
  }

  /** The factor uses all four entries: 2 * 3 / (0.5 * 0.25) = 48. */
  @Test
  void bothSidesRiseByTheRootOfWhatIsMissing() {
    List<Ray> rays =
        ExactMenus.fullExtension(Vector.of(2, 3, 5), new double[][] {{-2, 0.5, 0}, {0.25, -3, 4}});
    assertThat(rays.get(0).direction().get(1)).isCloseTo(0.5 * Math.sqrt(48), within(1e-11));
    assertThat(rays.get(1).direction().get(0)).isCloseTo(0.25 * Math.sqrt(48), within(1e-11));
  }

  /** One unit in the last place is added to one side alone; more are shared. */
  @Test
  void unitsInTheLastPlaceAreShared() {
    List<Ray> one =
        ExactMenus.fullExtension(
            Vector.of(1, 1), new double[][] {{-1, Math.nextDown(4.0)}, {0.25, -1}});
    assertThat(one.get(0).direction().get(1)).isEqualTo(4);
    assertThat(one.get(1).direction().get(0)).isEqualTo(0.25);
    double below = 4;
    for (int k = 0; k < 16; k++) {
      below = Math.nextDown(below);
    }
    List<Ray> more =
        ExactMenus.fullExtension(Vector.of(1, 1), new double[][] {{-1, below}, {0.25, -1}});
    assertThat(more.get(0).direction().get(1)).isStrictlyBetween(below, 4.0);
    assertThat(more.get(1).direction().get(0)).isGreaterThan(0.25);
  }

  @Test
  void rejectsSharedNegativeTasks() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ExactMenus.fullExtension(
                    Vector.of(1, 1, 1), new double[][] {{-1, 1, 0}, {-1, 0, 1}}))
        .withMessageContaining("not polarised");
  }

  /** Bundles exchanged at y and 1 / y are polarised with equality before rounding. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void restoresTightPairsExactly(long seed) {
    UniformRandomProvider rng = RandomSource.XO_SHI_RO_256_PP.create(seed);
    for (int repeat = 0; repeat < 200; repeat++) {
      int tasks = 2 + rng.nextInt(8);
      int cut = 1 + rng.nextInt(tasks - 1);
      double rate = StrictMath.exp(4 * rng.nextDouble() - 2);
      double[] endowment = new double[tasks];
      double[][] kappas = new double[2][tasks];
      for (int i = 0; i < tasks; i++) {
        endowment[i] = 0.1 + 10 * rng.nextDouble();
        double bundle = rng.nextDouble() * endowment[i];
        kappas[0][i] = i < cut ? -bundle : rate * bundle;
        kappas[1][i] = i < cut ? bundle / rate : -bundle;
      }
      List<Ray> rays = ExactMenus.fullExtension(Vector.of(endowment), kappas);
      assertThat(rays).hasSize(2);
      Vector first = rays.get(0).direction();
      Vector second = rays.get(1).direction();
      assertThat(Polarisation.holds(rays)).isTrue();
      for (int i = 0; i < cut; i++) {
        for (int j = cut; j < tasks; j++) {
          BigDecimal left = new BigDecimal(first.get(i)).multiply(new BigDecimal(second.get(j)));
          BigDecimal right = new BigDecimal(first.get(j)).multiply(new BigDecimal(second.get(i)));
          assertThat(left).isLessThanOrEqualTo(right);
        }
      }
      for (Ray ray : rays) {
        boolean touches = false;
        for (int i = 0; i < tasks; i++) {
          assertThat(ray.direction().get(i)).isGreaterThanOrEqualTo(-endowment[i]);
          touches |= ray.direction().get(i) == -endowment[i];
        }
        assertThat(touches).isTrue();
      }
    }
  }

  @Test
  void polarisationIsDecidedWithoutRounding() {
    Vector first = Vector.of(-1, Math.nextDown(3.0));
    Vector second = Vector.of(1.0 / 3.0, -1);
    assertThat(Polarisation.holds(first, second)).isFalse();
    assertThat(Polarisation.holds(Vector.of(-1, 4), Vector.of(0.25, -1))).isTrue();
    assertThat(Polarisation.holds(Vector.of(-1, Math.nextDown(4.0)), Vector.of(0.25, -1)))
        .isFalse();
    assertThat(Polarisation.holds(Vector.of(-1, 4, 0), Vector.of(0, -1, 5))).isFalse();
  }
}
