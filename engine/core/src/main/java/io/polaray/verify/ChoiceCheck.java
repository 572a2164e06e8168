package io.polaray.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Choice probabilities and the expected assignments that follow from them.
 *
 * <p>A probability that can be recomputed exactly enters the assignment in its recomputed form. One
 * that is recomputed up to an error that would show there enters as claimed, and so does a
 * probability that belongs to a type sample enters as claimed, because the sample is the measure of
 * the design; it is then compared with the market's own distribution within the sampling error.
 */
final class ChoiceCheck {
  private final Recorder recorder;
  private final VerifyTolerances tolerances;
  private final DesignClaim.MeasureClaim measure;
  private final boolean orthant;
  private final IdentityHashMap<PreferenceClaim, Acceptance> acceptances = new IdentityHashMap<>();
  private long exact;
  private long bounded;
  private double farthest;
  private double widest;
  private long statistical;
  private long open;
  private double worst;

  ChoiceCheck(
      Recorder recorder,
      VerifyTolerances tolerances,
      DesignClaim.MeasureClaim measure,
      boolean orthant) {
    this.orthant = orthant;
    this.recorder = recorder;
    this.tolerances = tolerances;
    this.measure = measure;
  }

  void checkProbabilities(List<AgentAudit> audits) {
    for (AgentAudit audit : audits) {
      Acceptance acceptance =
          acceptances.computeIfAbsent(audit.agent().preferences(), Acceptances::of);
      List<MenuClaim.LotteryClaim> lottery = audit.design().lottery();
      for (int m = 0; m < lottery.size(); m++) {
        List<BigDecimal> used = new ArrayList<>();
        if (lottery.get(m).menu() instanceof MenuClaim.Rays menu) {
          for (int r = 0; r < menu.rays().size(); r++) {
            Recorder.Place place = audit.place().withMenu(m).withRay(r);
            MenuClaim.RayClaim ray = menu.rays().get(r);
            used.add(checkRay(place, ray, probability(menu, r, acceptance)));
          }
        }
        audit.addProbabilities(used);
      }
    }
    CheckResult.Outcome outcome = CheckResult.Outcome.HOLDS;
    if (open > 0) {
      outcome = CheckResult.Outcome.NOT_CONFIRMED;
    } else if (statistical > 0) {
      outcome = CheckResult.Outcome.HOLDS_STATISTICALLY;
    }
    recorder.result(
        Check.CHOICE_PROBABILITIES, outcome, exact + bounded + statistical + open, summary());
  }

  private String summary() {
    StringBuilder text = new StringBuilder();
    text.append(exact)
        .append(" recomputed, largest difference ")
        .append(worst)
        .append(", allowed ")
        .append(tolerances.choiceProbabilityTolerance());
    if (bounded > 0) {
      text.append("; ")
          .append(bounded)
          .append(" recomputed up to an error, largest difference ")
          .append(farthest)
          .append(", allowed up to ")
          .append(widest);
    }
    if (statistical > 0) {
      text.append("; ")
          .append(statistical)
          .append(" compared with an independent random sample of types, which proves nothing");
    }
    if (open > 0) {
      text.append("; ").append(open).append(" not recomputed");
    }
    return text.toString();
  }

  /**
   * The probability that a ray is chosen: that it is accepted, unless types of an atom are
   * indifferent between several rays that are used. On the orthant those would have to be opposite
   * rays, of which the designer uses one.
   */
  private Acceptance.@Nullable Probability probability(
      MenuClaim.Rays menu, int ray, Acceptance acceptance) {
    MenuClaim.RayClaim own = menu.rays().get(ray);
    if (orthant || !own.taken() || !(acceptance instanceof TypesAcceptance types)) {
      return acceptance.of(own.direction().exact());
    }
    List<List<BigDecimal>> taken = new ArrayList<>();
    int position = 0;
    for (int r = 0; r < menu.rays().size(); r++) {
      position = r == ray ? taken.size() : position;
      if (menu.rays().get(r).taken()) {
        taken.add(menu.rays().get(r).direction().exact());
      }
    }
    return types.jointly(taken).get(position);
  }

  private BigDecimal checkRay(
      Recorder.Place place, MenuClaim.RayClaim ray, Acceptance.@Nullable Probability found) {
    BigDecimal claimed = ray.choiceProbability().exact();
    if (claimed.signum() < 0 || claimed.compareTo(BigDecimal.ONE) > 0) {
      recorder.fail(
          Check.CHOICE_PROBABILITIES,
          place,
          "choice probability",
          Double.toString(ray.choiceProbability().value()),
          "between 0 and 1",
          "exact",
          "a probability lies between 0 and 1");
      return claimed;
    }
    if (found == null) {
      open++;
      return claimed;
    }
    double difference = Math.abs(claimed.subtract(found.value()).doubleValue());
    double near = tolerances.choiceProbabilityTolerance() + found.error() + found.allowance();
    if (!found.statistical() && difference <= near) {
      if (found.error() + found.allowance() > tolerances.assignmentTolerance()) {
        bounded++;
        farthest = Math.max(farthest, difference);
        widest = Math.max(widest, near);
        return claimed;
      }
      exact++;
      worst = Math.max(worst, difference);
      return found.value();
    }
    if (!found.statistical() && !measure.isSample()) {
      reject(place, ray, found, near);
      return found.value();
    }
    // The ray was chosen for what it does on the sample, so one standard error is not enough there.
    double sampling = measure.isSample() ? 0.5 / Math.sqrt(Math.max(1, measure.types())) : 0;
    double error = found.statistical() ? found.error() : 0;
    double allowed = tolerances.maxStandardErrors() * (sampling + error);
    if (difference > allowed) {
      reject(place, ray, found, allowed);
    } else {
      statistical++;
    }
    return claimed;
  }

  private void reject(
      Recorder.Place place,
      MenuClaim.RayClaim ray,
      Acceptance.Probability found,
      double tolerance) {
    recorder.fail(
        Check.CHOICE_PROBABILITIES,
        place,
        "choice probability",
        Double.toString(ray.choiceProbability().value()),
        Double.toString(found.value().doubleValue()),
        tolerance + " absolute",
        found.statistical()
            ? "differs from an independent sample of types by more than sampling error"
            : "differs from the probability that a type accepts the ray");
  }

  /** Assignments of menus and agents; needs the probabilities. */
  void checkAssignments(List<AgentAudit> audits) {
    double largest = 0;
    for (AgentAudit audit : audits) {
      int tasks = audit.endowment().size();
      List<List<BigDecimal>> menus = new ArrayList<>();
      List<BigDecimal> mixture = new ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        mixture.add(BigDecimal.ZERO);
      }
      List<MenuClaim.LotteryClaim> lottery = audit.design().lottery();
      for (int m = 0; m < lottery.size(); m++) {
        List<BigDecimal> assignment = menuAssignment(audit, m, lottery.get(m).menu());
        menus.add(assignment);
        BigDecimal share = lottery.get(m).probability().exact();
        for (int i = 0; i < tasks; i++) {
          mixture.set(i, mixture.get(i).add(share.multiply(assignment.get(i))));
        }
      }
      audit.setAssignments(menus, mixture);
      largest = Math.max(largest, compare(audit));
    }
    recorder.result(
        Check.ASSIGNMENTS,
        CheckResult.Outcome.HOLDS,
        audits.size(),
        "largest relative difference "
            + largest
            + ", allowed "
            + tolerances.assignmentTolerance()
            + "; claimed assignments nonnegative exactly");
  }

  private static List<BigDecimal> menuAssignment(AgentAudit audit, int m, MenuClaim menu) {
    if (menu instanceof MenuClaim.Remedial remedial) {
      return remedial.assignment().exact();
    }
    List<BigDecimal> assignment = new ArrayList<>(audit.endowment());
    if (menu instanceof MenuClaim.Rays rays) {
      for (int r = 0; r < rays.rays().size(); r++) {
        MenuClaim.RayClaim ray = rays.rays().get(r);
        if (ray.taken()) {
          BigDecimal probability = audit.probability(m, r);
          for (int i = 0; i < assignment.size(); i++) {
            BigDecimal move = probability.multiply(ray.direction().exact(i));
            assignment.set(i, assignment.get(i).add(move));
          }
        }
      }
    }
    return assignment;
  }

  private double compare(AgentAudit audit) {
    ClaimedVector claimed = audit.design().expectedAssignment();
    BigDecimal scale = BigDecimal.ZERO;
    for (int i = 0; i < claimed.size(); i++) {
      scale = Exact.max(scale, audit.endowment().get(i));
      scale = Exact.max(scale, audit.assignment().get(i));
    }
    BigDecimal tolerance = scale.multiply(BigDecimal.valueOf(tolerances.assignmentTolerance()));
    double largest = 0;
    for (int i = 0; i < claimed.size(); i++) {
      BigDecimal recomputed = audit.assignment().get(i);
      if (claimed.value(i) < 0 || recomputed.compareTo(tolerance.negate()) < 0) {
        recorder.fail(
            Check.ASSIGNMENTS,
            audit.place(),
            "expected assignment, task " + i,
            Double.toString(claimed.value(i)),
            Double.toString(recomputed.doubleValue()),
            "exact",
            "an assignment is nonnegative");
      }
      recorder.compare(
          Check.ASSIGNMENTS,
          audit.place(),
          "expected assignment, task " + i,
          claimed.entries().get(i),
          recomputed,
          tolerance,
          "differs from the mixture of the menus' expected assignments");
      if (scale.signum() > 0) {
        BigDecimal relative =
            claimed.exact(i).subtract(recomputed).abs().divide(scale, Exact.REPORTED);
        largest = Math.max(largest, relative.doubleValue());
      }
    }
    return largest;
  }
}
