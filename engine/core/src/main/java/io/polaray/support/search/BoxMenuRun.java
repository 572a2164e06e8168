package io.polaray.support.search;

import io.polaray.menu.CostBox;
import io.polaray.menu.MenuColumn;
import io.polaray.menu.Ray;
import io.polaray.menu.RayChoice;
import io.polaray.menu.SupportMenus;
import io.polaray.menu.SupportPolarisation;
import io.polaray.numeric.Vector;
import io.polaray.support.SupportProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One search for menus on a box: starts, rough polishes on a few types, fine ones on all, growth by
 * random rays, and a last polish on the measure where it is smooth.
 */
final class BoxMenuRun {
  private static final double ROUGH_WIDTH = 0.6;
  private static final double FINE_WIDTH = 0.3;
  private static final double WIDE_WIDTH = 1.2;
  private static final double RAISE = 1.1;
  private static final int MAX_RAISES = 24;
  private static final double GROWTH = 0.98;
  private static final double SAME = 1e-4;
  private static final int EXACT_TASKS = 10;
  private static final long STREAM = 0x626f786d656e75L;
  private static final BoxPolisher.Plan ROUGH = new BoxPolisher.Plan(4, 15, 0.1, 0.01, 8);
  private static final BoxPolisher.Plan FINE = new BoxPolisher.Plan(8, 25, 0.02, 1e-3, 8);
  private static final BoxPolisher.Plan LAST = new BoxPolisher.Plan(16, 60, 1e-3, 1e-6, 8);
  private static final int PRICING_PASSES = 2;
  private static final double[] SHARPENED = {0.999, 0.9995, 0.9999, 0.99999, 0.999999};

  private final SupportProblem problem;
  private final Vector weights;
  private final PreparedTypes types;
  private final BoxMenuPlan plan;
  private final CostBox box;
  private final SearchSpace space;
  private final SearchWork work;
  private final BoxPolisher polisher;
  private final Polisher bandwidths;

  BoxMenuRun(SupportProblem problem, Vector weights, PreparedTypes types, BoxMenuPlan plan) {
    this.problem = problem;
    this.weights = weights;
    this.types = types;
    this.plan = plan;
    this.box = problem.box();
    this.space = new SearchSpace(problem.endowment(), weights, types.all());
    this.work = new SearchWork(space.tasks, plan.maxRays());
    this.polisher = new BoxPolisher(space, new BoxConstraint(box, space), work);
    this.bandwidths = new Polisher(space, work);
  }

  /** The best column found, at least as good as the given one. */
  MenuColumn improve(MenuColumn known, List<MenuColumn> pool, long seed) {
    RandomRays random = new RandomRays(space, seed ^ STREAM);
    List<BoxMenu> menus = new ArrayList<>(stored(known, pool));
    for (int n = 0; n < plan.random(); n++) {
      double[][] kappa = new double[2 + random.nextInt(3)][];
      for (int k = 0; k < kappa.length; k++) {
        kappa[k] = random.next();
      }
      menus.add(BoxMenu.of(kappa, space));
    }
    List<BoxMenu> rough = new ArrayList<>();
    for (BoxMenu menu : menus) {
      rough.add(valued(polisher.polish(menu, types.few(), ROUGH_WIDTH, ROUGH)));
    }
    List<BoxMenu> fine = new ArrayList<>();
    for (BoxMenu menu : distinct(rough, plan.fine())) {
      fine.add(valued(polisher.polish(menu, types.few(), FINE_WIDTH, FINE)));
    }
    List<BoxMenu> leaders = distinct(fine, plan.leaders());
    for (int round = 0; round < plan.growths() && !leaders.isEmpty(); round++) {
      List<BoxMenu> grown = new ArrayList<>();
      for (BoxMenu leader : leaders) {
        grown.addAll(grown(leader, random));
      }
      grown.removeIf(menu -> menu.value <= GROWTH * distinct(fine, 1).get(0).value);
      fine.addAll(grown);
      leaders = distinct(grown, plan.leaders());
    }
    MenuColumn best = known;
    for (BoxMenu menu : distinct(fine, Math.max(1, plan.fine() / 2))) {
      MenuColumn column = finish(menu);
      best = column.value(weights) > best.value(weights) ? column : best;
    }
    return best;
  }

  private List<BoxMenu> stored(MenuColumn known, List<MenuColumn> pool) {
    List<MenuColumn> sorted = new ArrayList<>(pool);
    sorted.add(known);
    sorted.sort(Comparator.comparingDouble(column -> -column.value(weights)));
    List<BoxMenu> menus = new ArrayList<>();
    double last = Double.NaN;
    for (MenuColumn column : sorted) {
      double value = column.value(weights);
      double[][] kappa =
          column.choices().stream()
              .filter(choice -> choice.probability() > 0)
              .map(RayChoice::ray)
              .map(ray -> ray.direction().toArray())
              .filter(direction -> space.worthOf(direction) > 0)
              .toArray(double[][]::new);
      boolean same = Math.abs(value - last) <= SAME * Math.abs(value);
      if (kappa.length > 0 && kappa.length <= plan.maxRays() && !same) {
        menus.add(BoxMenu.of(kappa, space));
        last = value;
      }
      if (menus.size() == plan.stored()) {
        break;
      }
    }
    return menus;
  }

  /** The menu with the smoothed value of its repaired rays on the few types. */
  private BoxMenu valued(BoxMenu menu) {
    menu.value = Double.NEGATIVE_INFINITY;
    Optional<List<Ray>> rays = repaired(menu.directions(space));
    if (rays.isPresent()) {
      double value = 0;
      for (Ray ray : rays.get()) {
        double[] kappa = ray.direction().toArray();
        double h = bandwidths.bandwidth(kappa, types.few(), FINE_WIDTH);
        double probability = AcceptanceKernel.probability(types.few(), kappa, h, work.kernel);
        value += Math.max(0, space.worthOf(kappa)) * probability;
      }
      menu.value = value;
    }
    return menu;
  }

  private Optional<List<Ray>> repaired(double[][] kappas) {
    try {
      return Optional.of(SupportMenus.fullExtension(problem.endowment(), kappas, box));
    } catch (IllegalArgumentException notPolarised) {
      return Optional.empty();
    }
  }

  /** Menus with one more ray; random ones are priced so that the leader leaves room for them. */
  private List<BoxMenu> grown(BoxMenu leader, RandomRays random) {
    List<BoxMenu> found = new ArrayList<>();
    if (leader.rays == plan.maxRays()) {
      return found;
    }
    double[][] base = leader.directions(space);
    Map<Long, BoxMenu> best = new TreeMap<>();
    for (int n = 0; n < plan.drawn(); n++) {
      double[] kappa = random.next();
      if (fits(kappa, base)) {
        double h = bandwidths.bandwidth(kappa, types.first(), ROUGH_WIDTH);
        double probability = AcceptanceKernel.probability(types.first(), kappa, h, work.kernel);
        BoxMenu menu = leader.with(kappa, space);
        menu.value = space.worthOf(kappa) * probability;
        best.merge(signs(kappa), menu, (a, b) -> b.value > a.value ? b : a);
      }
    }
    List<BoxMenu> candidates = new ArrayList<>(best.values());
    candidates.removeIf(menu -> !(menu.value > 0));
    candidates.sort((a, b) -> Double.compare(b.value, a.value));
    for (BoxMenu menu : candidates.subList(0, Math.min(plan.added(), candidates.size()))) {
      BoxMenu rough = polisher.polish(menu, types.few(), WIDE_WIDTH, ROUGH);
      found.add(valued(polisher.polish(rough, types.few(), FINE_WIDTH, FINE)));
    }
    return found;
  }

  /** What a ray sheds and takes on, as a number. */
  private static long signs(double[] kappa) {
    long signs = 0;
    for (double entry : kappa) {
      signs = 3 * signs + (entry > 0 ? 2 : entry < 0 ? 1 : 0);
    }
    return signs;
  }

  /** Raises what a ray takes on until it is polarised with all others; false if nothing helps. */
  private boolean fits(double[] kappa, double[][] others) {
    for (int step = 0; step < MAX_RAISES; step++) {
      boolean holds = true;
      for (double[] other : others) {
        holds &= SupportPolarisation.holdsClearly(kappa, other, box);
      }
      if (holds) {
        return true;
      }
      for (int i = 0; i < kappa.length; i++) {
        kappa[i] *= kappa[i] > 0 ? RAISE : 1;
      }
    }
    return false;
  }

  private static List<BoxMenu> distinct(List<BoxMenu> menus, int keep) {
    List<BoxMenu> sorted = new ArrayList<>(menus);
    sorted.sort((a, b) -> Double.compare(b.value, a.value));
    List<BoxMenu> kept = new ArrayList<>();
    for (BoxMenu menu : sorted) {
      boolean same = false;
      for (BoxMenu other : kept) {
        boolean tie = Math.abs(other.value - menu.value) <= SAME * Math.abs(menu.value);
        same |= tie && other.rays == menu.rays;
      }
      if (!same && kept.size() < keep) {
        kept.add(menu);
      }
    }
    return kept;
  }

  /** The column of the menu, polished on the measure where that is smooth, priced otherwise. */
  private MenuColumn finish(BoxMenu menu) {
    BoxMenu last = menu;
    if (MenuFinisher.isSmooth(problem.measure()) && space.tasks <= EXACT_TASKS) {
      polisher.polish(last, MeasureModel.of(problem.measure(), space), LAST);
    } else {
      last = polisher.polish(last, types.all(), 0.5 * FINE_WIDTH, LAST);
    }
    double[][] kappa = last.directions(space);
    MenuColumn best = column(repaired(kappa).orElse(List.of()));
    for (double factor : SHARPENED) {
      double[][] cheaper = new double[kappa.length][];
      for (int k = 0; k < kappa.length; k++) {
        cheaper[k] = BoxPricing.scaled(kappa[k], factor);
      }
      MenuColumn column = column(repaired(cheaper).orElse(List.of()));
      best = column.value(weights) > best.value(weights) ? column : best;
    }
    return priced(best);
  }

  private MenuColumn priced(MenuColumn column) {
    if (problem.measure().probabilityError() > 0 || column.choices().isEmpty()) {
      return column;
    }
    double[][] kappa =
        column.choices().stream()
            .map(choice -> choice.ray().direction().toArray())
            .toArray(double[][]::new);
    new BoxPricing(box, problem.sample(), weights).improve(kappa, PRICING_PASSES);
    MenuColumn priced = column(repaired(kappa).orElse(List.of()));
    return priced.value(weights) > column.value(weights) ? priced : column;
  }

  /** The column of the rays that pay and are accepted. */
  private MenuColumn column(List<Ray> rays) {
    List<Ray> paying = new ArrayList<>();
    double[] probabilities = new double[rays.size()];
    for (Ray ray : rays) {
      double probability = problem.measure().acceptanceProbability(ray.direction().toArray());
      if (probability > 0 && weights.dot(ray.direction()) > 0) {
        probabilities[paying.size()] = probability;
        paying.add(ray);
      }
    }
    return paying.isEmpty()
        ? MenuColumn.statusQuo(problem.endowment())
        : MenuColumn.rays(
            problem.endowment(), paying, Arrays.copyOf(probabilities, paying.size()), weights);
  }
}
