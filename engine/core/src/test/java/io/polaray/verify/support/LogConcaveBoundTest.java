package io.polaray.verify.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds from log-concavity against rays of the cells, and how fast they close. */
class LogConcaveBoundTest {
  private static final int RAYS = 80;

  /** A box for which only the log-concavity of the densities of the logarithms is used. */
  private record Steep(BoxCeiling box, int tasks) implements AcceptanceCeiling {
    @Override
    public double ceiling(double[] kappa) {
      return box.ceiling(kappa);
    }

    @Override
    public double floor(double[] kappa) {
      return box.floor(kappa);
    }

    @Override
    public double floor(double[] kappa, double budget) {
      return box.floor(kappa, budget);
    }

    @Override
    public int steepTasks() {
      return (1 << tasks) - 1;
    }

    @Override
    public List<Part> logConcaveParts() {
      return List.of(new Part(this, 1));
    }
  }

  private enum Kind {
    BOX,
    MIXTURE,
    STEEP,
    STEEP_MIXTURE
  }

  /** A cell around a ray, with the distribution and the weights it belongs to. */
  private static final class Instance {
    final SplittableRandom random;
    final int tasks;
    final double[] lower;
    final double[] upper;
    final double[] weights;
    final double[] centre;
    final int support;
    final AcceptanceCeiling chances;
    final LogConcaveBound bounds;

    /** A magnitude that does not vary, or -1. */
    int fixed = -1;

    Instance(SplittableRandom random, int tasks, boolean isMixture) {
      this(random, tasks, isMixture ? Kind.MIXTURE : Kind.BOX);
    }

    Instance(SplittableRandom random, int tasks, Kind kind) {
      this.random = random;
      this.tasks = tasks;
      lower = new double[tasks];
      upper = new double[tasks];
      weights = new double[tasks];
      centre = new double[tasks];
      support = 1 + random.nextInt((1 << tasks) - 2);
      int shed = Integer.bitCount(support);
      for (int i = 0; i < tasks; i++) {
        boolean sheds = (support >> i & 1) != 0;
        lower[i] = random.nextDouble(0.2, 1);
        upper[i] = lower[i] + random.nextDouble(0.3, 1.5);
        weights[i] = random.nextInt(5) == 0 ? -random.nextDouble() : random.nextDouble(0.2, 1);
        centre[i] =
            sheds ? random.nextDouble(0.2, 1) : random.nextDouble(0.2, 1.5) * shed / (tasks - shed);
      }
      BoxCeiling box = BoxCeiling.of(lower, upper);
      chances =
          switch (kind) {
            case BOX -> box;
            case MIXTURE -> mixture(box);
            case STEEP -> new Steep(box, tasks);
            case STEEP_MIXTURE -> mixture(new Steep(box, tasks));
          };
      bounds = new LogConcaveBound(chances.logConcaveParts(), weights, upper);
    }

    /**
     * Intervals from 0 on for some tasks with {@code fromZero}, of ratio e^(2 h) for the others.
     */
    RayCell cell(double h, boolean fromZero) {
      double[] low = new double[tasks];
      double[] high = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        low[i] = centre[i] * StrictMath.exp(-h);
        high[i] = centre[i] * StrictMath.exp(h);
        if (fromZero && random.nextInt(3) == 0) {
          low[i] = 0;
          high[i] = 0.5 * h * centre[i];
        } else if (random.nextInt(6) == 0 || i == fixed) {
          low[i] = high[i];
        }
      }
      RayCell cell = new RayCell(support, low, high, high);
      double[] kappa = new double[tasks];
      for (int i = 0; i < tasks; i++) {
        double slope = cell.sheds(i) ? -weights[i] : weights[i];
        cell.worth += slope * (slope > 0 ? high[i] : low[i]);
        kappa[i] = cell.sheds(i) ? -high[i] : low[i];
      }
      cell.worth = Math.max(0, cell.worth) * (1 + 1e-12);
      cell.mass = chances.ceiling(kappa);
      return cell;
    }

    /** The box and its lower half in every second cost; upper stays the upper end of both. */
    private MixtureCeiling mixture(AcceptanceCeiling whole) {
      double[] middle = upper.clone();
      for (int i = 0; i < tasks; i += 2) {
        middle[i] = 0.5 * (lower[i] + upper[i]);
      }
      return MixtureCeiling.of(
          List.of(whole, BoxCeiling.of(lower, middle)), new double[] {0.7, 0.3});
    }

    /** The largest gain of random rays of the cell. */
    double largestGain(RayCell cell) {
      double largest = 0;
      double[] kappa = new double[tasks];
      for (int ray = 0; ray < RAYS; ray++) {
        for (int i = 0; i < tasks; i++) {
          double share = random.nextInt(3) == 0 ? random.nextDouble() : random.nextInt(2);
          double size = cell.low[i] + share * (cell.high[i] - cell.low[i]);
          kappa[i] = cell.sheds(i) ? -size : size;
        }
        double gain = chances.floor(kappa) * Math.max(0, MenuDraw.dot(weights, kappa));
        largest = Math.max(largest, gain);
      }
      return largest;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, false",
    "3, false",
    "4, false",
    "5, false",
    "2, true",
    "3, true",
    "4, true",
    "5, true"
  })
  void noRayGainsMore(int tasks, boolean steep) {
    SplittableRandom random = new SplittableRandom(tasks + (steep ? 10 : 0));
    Kind[] kinds = {steep ? Kind.STEEP : Kind.BOX, steep ? Kind.STEEP_MIXTURE : Kind.MIXTURE};
    int useful = 0;
    for (int n = 0; n < 1500; n++) {
      Instance instance = new Instance(random, tasks, kinds[n % 2]);
      RayCell cell = instance.cell(new double[] {0.02, 0.1, 0.3, 1}[n % 4], n % 3 == 0);
      double bound = instance.bounds.bound(cell);
      assertThat(instance.largestGain(cell)).isLessThanOrEqualTo(bound);
      useful += bound > 0 && bound < 0.99 * cell.mass * cell.worth ? 1 : 0;
    }
    assertThat(useful).isGreaterThan(steep ? 100 : 200);
  }

  /**
   * A third of the width leaves less than a sixth of the error, mostly, so it is of second order;
   * the largest gain is that of random rays.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void theErrorIsOfSecondOrder(int tasks) {
    SplittableRandom random = new SplittableRandom(50 + tasks);
    int cells = 0;
    int fast = 0;
    for (int n = 0; n < 4000; n++) {
      Instance instance = new Instance(random, tasks, n % 2 == 1);
      if (Integer.bitCount(instance.support) > 2) {
        continue;
      }
      RayCell wide = instance.cell(0.12, false);
      RayCell narrow = instance.cell(0.04, false);
      double gain = instance.largestGain(wide);
      if (gain < 0.05 || wide.mass > 0.95) {
        continue;
      }
      double coarse = instance.bounds.bound(wide) - gain;
      double fine = instance.bounds.bound(narrow) - instance.largestGain(narrow);
      cells++;
      fast += fine < coarse / 6 + 2e-4 ? 1 : 0;
    }
    assertThat(cells).isGreaterThan(300);
    assertThat(fast).isGreaterThan(7 * cells / 10);
  }

  /** Where one of three tasks is taken on it has a chord of its own. */
  @ParameterizedTest
  @EnumSource(names = {"STEEP", "STEEP_MIXTURE"})
  void theErrorWithOneTakeOnIsOfSecondOrder(Kind kind) {
    SplittableRandom random = new SplittableRandom(61);
    int cells = 0;
    int fast = 0;
    while (cells < 100) {
      Instance instance = new Instance(random, 3, kind);
      if (Integer.bitCount(instance.support) != 2) {
        continue;
      }
      // At full extension one give-up is the endowment.
      instance.fixed = Integer.numberOfTrailingZeros(instance.support);
      RayCell wide = instance.cell(0.12, false);
      RayCell narrow = instance.cell(0.04, false);
      double gain = instance.largestGain(wide);
      if (gain < 0.05 || wide.mass > 0.95) {
        continue;
      }
      double coarse = instance.bounds.bound(wide) - gain;
      double fine = instance.bounds.bound(narrow) - instance.largestGain(narrow);
      cells++;
      fast += fine < coarse / 6 + 2e-4 ? 1 : 0;
    }
    assertThat(fast).isGreaterThan(80);
  }

  /**
   * Bounds of known cells, as shares of probability times worth of the best corner. A looser one is
   * a step back, a tighter one needs a reason.
   */
  @ParameterizedTest
  @CsvSource({
    "2, 102, false, 0.05, false, 0.6176819894909339",
    "2, 104, false, 0.05, true, 0.88625654734732",
    "2, 106, false, 0.05, true, 0.9647962628656174",
    "2, 109, false, 0.2, false, 0.5587220565077512",
    "2, 113, false, 0.5, false, 0.7848923172010978",
    "2, 114, false, 0.5, false, 0.29897139129035516",
    "2, 117, false, 0.5, true, 0.37243367266636324",
    "2, 122, true, 0.05, true, 0.9771562214453409",
    "2, 128, true, 0.2, true, 0.6634275991999949",
    "2, 131, true, 0.5, false, 0.7311214607504575",
    "3, 138, false, 0.05, false, 0.9248503705193505",
    "3, 139, false, 0.05, false, 0.9746306423665891",
    "3, 143, false, 0.2, false, 0.7432748484443185",
    "3, 144, false, 0.2, false, 0.5643721995285236",
    "3, 146, false, 0.2, true, 0.5388955132330961",
    "3, 150, false, 0.5, false, 0.5883355478253715",
    "3, 151, false, 0.5, false, 0.8755986446199712",
    "3, 153, false, 0.5, true, 0.8877612881685067",
    "3, 156, true, 0.05, false, 0.9468692874197813",
    "3, 162, true, 0.2, false, 0.9452303053535466",
    "3, 163, true, 0.2, false, 0.7592408239000541",
    "3, 168, true, 0.5, false, 0.3860631821345605",
    "3, 172, true, 0.5, true, 0.9742019282083926",
    "4, 173, false, 0.05, false, 0.5107100719835448",
    "4, 174, false, 0.05, false, 0.7718776722968708",
    "4, 176, false, 0.05, true, 0.9342247939392554",
    "4, 179, false, 0.2, false, 0.815262802221273",
    "4, 180, false, 0.2, false, 0.8406077566829258",
    "4, 182, false, 0.2, true, 0.7228726530374318",
    "4, 184, false, 0.2, true, 0.9314114337955053",
    "4, 185, false, 0.5, false, 0.4770153740455679",
    "4, 187, false, 0.5, false, 0.7446668505251263",
    "4, 192, true, 0.05, false, 0.8748353237819536",
    "4, 196, true, 0.05, true, 0.6112243692350351",
    "4, 200, true, 0.2, true, 0.9464602825132769",
    "4, 201, true, 0.2, true, 0.8615917614602941",
    "4, 202, true, 0.2, true, 0.565481660563427",
    "5, 211, false, 0.05, false, 0.9345444233239457",
    "5, 213, false, 0.05, true, 0.9844729049750097",
    "5, 214, false, 0.05, true, 0.9142478774750568",
    "5, 218, false, 0.2, true, 0.8107507201179289",
    "5, 223, false, 0.5, false, 0.8731698633275643",
    "5, 225, false, 0.5, true, 0.5065867815469519",
    "5, 227, true, 0.05, false, 0.9580150550892089",
    "5, 229, true, 0.05, false, 0.947444303635996",
    "5, 230, true, 0.05, true, 0.9416641409717807",
    "5, 233, true, 0.2, false, 0.7097504611028977",
    "5, 234, true, 0.2, false, 0.9281380760260571"
  })
  void knownCells(
      int tasks, int seed, boolean isMixture, double h, boolean fromZero, double share) {
    SplittableRandom random = new SplittableRandom(seed);
    Instance instance = new Instance(random, tasks, isMixture);
    RayCell cell = instance.cell(h, fromZero);
    double bound = instance.bounds.bound(cell) / (cell.mass * cell.worth);
    assertThat(bound).isCloseTo(share, within(1e-9 * share));
  }

  /**
   * The bits of many bounds as one number. A slip in a term that leaves the bounds valid shows
   * here; a change of the method changes the numbers with it.
   */
  @ParameterizedTest
  @CsvSource({
    "2, BOX, 3816129492590214909",
    "3, BOX, -8591023806555047049",
    "4, BOX, -7011478743192933211",
    "5, BOX, 4634924837468614930",
    "3, MIXTURE, -703978669907368934",
    "4, MIXTURE, -9064744696666324613",
    "2, STEEP, 3816129492590214909",
    "3, STEEP, 2833748199790433459",
    "4, STEEP, 7018777170047321165",
    "3, STEEP_MIXTURE, 1345401228997590314"
  })
  void bitsOfManyCells(int tasks, Kind kind, long bits) {
    SplittableRandom random = new SplittableRandom(300 + tasks);
    long hash = 7;
    for (int n = 0; n < 600; n++) {
      Instance instance = new Instance(random, tasks, kind);
      RayCell cell = instance.cell(new double[] {0.02, 0.1, 0.3, 1}[n % 4], n % 3 == 0);
      hash = 31 * hash + Double.doubleToLongBits(instance.bounds.bound(cell));
    }
    assertThat(hash).isEqualTo(bits);
  }
}
