package io.polaray.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Participation: a type that takes a ray gains by its own judgement, a remedial menu only takes
 * tasks away, and everybody else stays at the endowment. So no type is worse off than at the
 * endowment, and what is left to test is {@code c . eta <= beta c . sigma} for all c of the
 * support.
 */
final class ParticipationCheck {
  private final Recorder recorder;

  ParticipationCheck(Recorder recorder) {
    this.recorder = recorder;
  }

  void check(List<AgentAudit> audits) {
    int same = 0;
    int violated = 0;
    for (AgentAudit audit : audits) {
      List<BigDecimal> excess = excess(audit);
      if (excess.stream().allMatch(entry -> entry.signum() <= 0)) {
        same++;
      } else if (hurtsSomebody(audit.agent().preferences(), excess)) {
        violated++;
        recorder.note(
            Check.PARTICIPATION,
            audit.place(),
            "endowment against status quo",
            "the market gives this agent an endowment that some type finds worse than slack times"
                + " its status quo; the design starts from the endowment and cannot repair that");
      }
    }
    recorder.result(
        Check.PARTICIPATION,
        violated > 0 ? CheckResult.Outcome.NOT_CONFIRMED : CheckResult.Outcome.HOLDS,
        audits.size(),
        "every type weakly prefers its outcome to the endowment; the endowment is nowhere above"
            + " slack times the status quo for "
            + same
            + " agents, acceptable to every type for "
            + (audits.size() - same - violated)
            + " more, not for "
            + violated);
  }

  /** eta - beta sigma. */
  private static List<BigDecimal> excess(AgentAudit audit) {
    List<BigDecimal> excess = new ArrayList<>();
    BigDecimal slack = audit.agent().slack().exact();
    for (int i = 0; i < audit.endowment().size(); i++) {
      BigDecimal right = slack.multiply(audit.agent().statusQuo().exact(i));
      excess.add(audit.endowment().get(i).subtract(right));
    }
    return excess;
  }

  /** Whether some type of the support has {@code c . excess > 0}. */
  private static boolean hurtsSomebody(PreferenceClaim preferences, List<BigDecimal> excess) {
    if (preferences instanceof PreferenceClaim.FiniteTypes types) {
      return types.types().stream().anyMatch(type -> Exact.dot(excess, type.exact()).signum() > 0);
    }
    List<Rational> relief = excess.stream().map(entry -> Rational.of(entry.negate())).toList();
    return Support.of(preferences).least(relief).map(least -> least.signum() < 0).orElse(true);
  }
}
