package io.polaray.app.verify;

import io.polaray.app.input.PrintableText;
import io.polaray.verify.CheckResult;
import io.polaray.verify.Finding;
import io.polaray.verify.VerificationReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A verification report for people. */
public final class ReportTable {
  private static final int MAX_LENGTH = 500;

  private ReportTable() {}

  /**
   * Prints a report.
   *
   * @param quiet whether to print nothing but failures
   * @param certificates whether to print the number t of every pair of rays
   * @param maxShown the most findings to list
   */
  public static void print(
      VerificationReport report,
      PrintWriter out,
      boolean quiet,
      boolean certificates,
      int maxShown) {
    if (!quiet) {
      for (CheckResult result : report.checks()) {
        out.printf(
            Locale.ROOT,
            "%-22s %-13s %s%n",
            result.check().label(),
            outcome(result.outcome()),
            result.summary());
      }
    }
    if (certificates) {
      for (VerificationReport.PairCertificate pair : report.certificates()) {
        out.println(
            "agent "
                + printable(pair.agent())
                + ", menu "
                + pair.menu()
                + ", rays "
                + pair.first()
                + " and "
                + pair.second()
                + ": t = "
                + pair.t());
      }
    }
    List<Finding> shown =
        report.findings().stream()
            .filter(finding -> !quiet || finding.severity() == Finding.Severity.FAILURE)
            .toList();
    shown.stream().limit(maxShown).forEach(finding -> out.println(line(finding)));
    if (shown.size() > maxShown) {
      out.println("and " + (shown.size() - maxShown) + " more findings; see --json");
    }
    if (!quiet || !report.holds()) {
      out.println(verdict(report));
    }
  }

  private static String line(Finding finding) {
    StringBuilder line = new StringBuilder();
    line.append(finding.severity() == Finding.Severity.FAILURE ? "FAILED " : "note   ")
        .append(finding.check().label())
        .append(": ")
        .append(printable(finding.place()))
        .append(": ")
        .append(printable(finding.quantity()));
    if (finding.claimed() != null) {
      line.append(": claimed ").append(printable(finding.claimed()));
    }
    if (finding.recomputed() != null) {
      line.append(", recomputed ").append(printable(finding.recomputed()));
    }
    if (finding.tolerance() != null) {
      line.append(" (tolerance ").append(finding.tolerance()).append(')');
    }
    return line.append("; ").append(printable(finding.reason())).toString();
  }

  private static String verdict(VerificationReport report) {
    if (!report.holds()) {
      return "rejected: " + report.failures().size() + " failures";
    }
    long open = count(report, CheckResult.Outcome.NOT_CONFIRMED);
    long sampled = count(report, CheckResult.Outcome.HOLDS_STATISTICALLY);
    String verdict = "verified";
    if (sampled > 0) {
      verdict += "; " + sampled + " check by sampling only";
    }
    if (open > 0) {
      verdict += "; " + open + " claim not contradicted but not recomputed either";
    }
    return verdict;
  }

  private static long count(VerificationReport report, CheckResult.Outcome outcome) {
    return report.checks().stream().filter(result -> result.outcome() == outcome).count();
  }

  private static String outcome(CheckResult.Outcome outcome) {
    return switch (outcome) {
      case HOLDS -> "holds";
      case HOLDS_STATISTICALLY -> "sampled";
      case NOT_CONFIRMED -> "not confirmed";
      case FAILS -> "FAILS";
    };
  }

  private static String printable(String text) {
    return PrintableText.of(text, MAX_LENGTH);
  }
}
