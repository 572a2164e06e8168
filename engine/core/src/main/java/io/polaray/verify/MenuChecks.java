package io.polaray.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Lotteries, rays and pairs of rays, all exact except the sum of a lottery's probabilities. */
final class MenuChecks {
  private final Recorder recorder;
  private final VerifyTolerances tolerances;

  MenuChecks(Recorder recorder, VerifyTolerances tolerances) {
    this.recorder = recorder;
    this.tolerances = tolerances;
  }

  /**
   * Shares positive, summing to 1; of a basic mixture at most J + I positive shares and I proper
   * lotteries.
   */
  void checkLotteries(List<AgentAudit> audits, int tasks, boolean basic) {
    long entries = 0;
    int proper = 0;
    BigDecimal tolerance = BigDecimal.valueOf(tolerances.lotterySumTolerance());
    for (AgentAudit audit : audits) {
      List<MenuClaim.LotteryClaim> lottery = audit.design().lottery();
      BigDecimal sum = BigDecimal.ZERO;
      for (int k = 0; k < lottery.size(); k++) {
        Numeral probability = lottery.get(k).probability();
        sum = sum.add(probability.exact());
        if (!(probability.value() > 0)) {
          recorder.fail(
              Check.LOTTERIES,
              audit.place().withMenu(k),
              "lottery probability",
              Double.toString(probability.value()),
              null,
              "exact",
              "a menu of a lottery needs a positive probability");
        }
      }
      if (!Exact.within(sum, BigDecimal.ONE, tolerance)) {
        recorder.fail(
            Check.LOTTERIES,
            audit.place(),
            "sum of lottery probabilities",
            "1",
            Double.toString(sum.doubleValue()),
            tolerance + " absolute",
            "the probabilities of a lottery must sum to 1");
      }
      entries += lottery.size();
      proper += lottery.size() > 1 ? 1 : 0;
    }
    if (basic && (entries > audits.size() + tasks || proper > tasks)) {
      checkBasic(LotterySize.ofGroups(audits), tasks);
    }
    recorder.result(
        Check.LOTTERIES,
        CheckResult.Outcome.HOLDS,
        entries,
        entries
            + " menus for "
            + audits.size()
            + " agents, "
            + proper
            + " proper lotteries; probabilities positive and summing to 1 within "
            + tolerances.lotterySumTolerance());
  }

  private void checkBasic(LotterySize size, int tasks) {
    if (size.menus() > size.groups() + tasks || size.proper() > tasks) {
      recorder.fail(
          Check.LOTTERIES,
          Recorder.Place.DESIGN,
          "size of the lotteries",
          size.menus() + " menus, " + size.proper() + " proper lotteries",
          "at most " + (size.groups() + tasks) + " and " + tasks,
          "exact",
          "a basic market-clearing mixture has at most J + I positive probabilities and I proper"
              + " lotteries, identical agents counted once");
    }
  }

  /** Rays non-monotone, at full extension; remedial assignments between 0 and eta. */
  void checkRays(List<AgentAudit> audits, int tasks, boolean orthant) {
    long count = 0;
    for (AgentAudit audit : audits) {
      List<MenuClaim.LotteryClaim> lottery = audit.design().lottery();
      for (int k = 0; k < lottery.size(); k++) {
        Recorder.Place place = audit.place().withMenu(k);
        MenuClaim menu = lottery.get(k).menu();
        if (menu instanceof MenuClaim.Rays rays) {
          for (int r = 0; r < rays.rays().size(); r++) {
            count++;
            checkRay(audit, place.withRay(r), rays.rays().get(r).direction());
          }
          if (orthant && rays.rays().size() > tasks) {
            recorder.fail(
                Check.RAYS,
                place,
                "number of rays",
                Integer.toString(rays.rays().size()),
                "at most " + tasks,
                "exact",
                "polarised rays have disjoint negative supports, so there are at most as many as"
                    + " tasks");
          }
        } else if (menu instanceof MenuClaim.Remedial remedial) {
          checkRemedial(audit, place, remedial.assignment());
        }
      }
    }
    recorder.result(
        Check.RAYS,
        CheckResult.Outcome.HOLDS,
        count,
        count + " rays non-monotone and touching the boundary of the orthant exactly");
  }

  private void checkRay(AgentAudit audit, Recorder.Place place, ClaimedVector direction) {
    if (!isNonMonotone(direction)) {
      recorder.fail(
          Check.RAYS,
          place,
          "signs of the direction",
          describe(direction),
          null,
          "exact",
          "a ray needs a negative and a positive entry");
      return;
    }
    boolean touches = false;
    for (int i = 0; i < direction.size(); i++) {
      BigDecimal rest = audit.endowment().get(i).add(direction.exact(i));
      touches |= direction.value(i) < 0 && rest.signum() == 0;
      if (rest.signum() < 0) {
        recorder.fail(
            Check.RAYS,
            place,
            "endowment + direction, task " + i,
            Double.toString(direction.value(i)),
            rest.round(Exact.REPORTED).toString(),
            "exact",
            "more of a task is given up than the endowment holds");
      }
    }
    if (!touches) {
      recorder.fail(
          Check.RAYS,
          place,
          "full extension",
          describe(direction),
          null,
          "exact",
          "no task that is given up is given up whole; scale the ray until one is");
    }
  }

  private void checkRemedial(AgentAudit audit, Recorder.Place place, ClaimedVector assignment) {
    for (int i = 0; i < assignment.size(); i++) {
      if (assignment.value(i) < 0 || assignment.value(i) > audit.agent().endowment().value(i)) {
        recorder.fail(
            Check.RAYS,
            place,
            "remedial assignment, task " + i,
            Double.toString(assignment.value(i)),
            "between 0 and " + audit.agent().endowment().value(i),
            "exact",
            "a remedial menu can only take tasks away");
      }
    }
  }

  /** Every pair of rays of every menu; returns one certificate a pair. */
  List<VerificationReport.PairCertificate> checkPolarisation(
      List<AgentAudit> audits, boolean orthant) {
    List<VerificationReport.PairCertificate> certificates = new ArrayList<>();
    int numerals = 0;
    for (AgentAudit audit : audits) {
      List<MenuClaim.LotteryClaim> lottery = audit.design().lottery();
      for (int m = 0; m < lottery.size(); m++) {
        if (!(lottery.get(m).menu() instanceof MenuClaim.Rays menu)) {
          continue;
        }
        for (int k = 0; k < menu.rays().size(); k++) {
          for (int l = k + 1; l < menu.rays().size(); l++) {
            ClaimedVector first = menu.rays().get(k).direction();
            ClaimedVector second = menu.rays().get(l).direction();
            if (isNonMonotone(first) && isNonMonotone(second)) {
              Polarisation.Verdict verdict =
                  test(audit.agent().preferences(), first.exact(), second.exact(), orthant);
              certificates.add(record(audit, m, k, l, verdict, orthant));
              boolean asWritten =
                  test(audit.agent().preferences(), first.text(), second.text(), orthant).holds();
              numerals += verdict.holds() && !asWritten ? 1 : 0;
            }
          }
        }
      }
    }
    if (numerals > 0) {
      recorder.note(
          Check.POLARISATION,
          Recorder.Place.DESIGN,
          "decimal reading",
          numerals
              + " pairs are polarised as the doubles the file denotes but not as decimal fractions:"
              + " the condition is tight and the numerals are rounded in the last place");
    }
    recorder.result(
        Check.POLARISATION,
        CheckResult.Outcome.HOLDS,
        certificates.size(),
        certificates.size()
            + " pairs of rays, exact rational arithmetic on "
            + (orthant ? "the whole orthant" : "the support of the types")
            + ", a certificate t for each");
    return certificates;
  }

  private static Polarisation.Verdict test(
      PreferenceClaim preferences, List<BigDecimal> k, List<BigDecimal> l, boolean orthant) {
    Polarisation.Verdict verdict = Polarisation.onOrthant(k, l);
    if (orthant || verdict.holds()) {
      return verdict;
    }
    if (preferences instanceof PreferenceClaim.FiniteTypes types) {
      return Polarisation.onTypes(k, l, types.types());
    }
    return Polarisation.onBox(k, l, Support.of(preferences));
  }

  private VerificationReport.PairCertificate record(
      AgentAudit audit, int m, int k, int l, Polarisation.Verdict verdict, boolean orthant) {
    Rational t = verdict.t();
    String shown = t == null ? "none" : t.toString();
    if (!verdict.holds()) {
      recorder.fail(
          Check.POLARISATION,
          audit.place().withMenu(m),
          "pair of rays " + k + " and " + l,
          "polarised" + (orthant ? "" : " on the support"),
          "not polarised",
          "exact",
          verdict.reason());
    }
    return new VerificationReport.PairCertificate(
        audit.agent().id(), m, k, l, shown, verdict.holds());
  }

  private static boolean isNonMonotone(ClaimedVector direction) {
    boolean negative = direction.entries().stream().anyMatch(entry -> entry.value() < 0);
    return negative && direction.entries().stream().anyMatch(entry -> entry.value() > 0);
  }

  private static String describe(ClaimedVector vector) {
    return vector.entries().stream()
        .map(entry -> Double.toString(entry.value()))
        .toList()
        .toString();
  }
}
