package io.polaray.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;

/**
 * A change of {@link Claims#pair} and what one check has to say of it.
 *
 * @param name what is changed
 * @param check the check
 * @param outcome its outcome
 * @param change the change
 */
record CheckCase(String name, Check check, CheckResult.Outcome outcome, Consumer<Claims> change) {
  static CheckCase of(
      String name, Check check, CheckResult.Outcome outcome, Consumer<Claims> change) {
    return new CheckCase(name, check, outcome, change);
  }

  void run() {
    Claims claims = Claims.pair();
    change.accept(claims);
    VerificationReport report = claims.verify();
    CheckResult result =
        report.checks().stream().filter(at -> at.check() == check).findFirst().orElseThrow();
    assertThat(result.outcome()).as(result.summary()).isEqualTo(outcome);
    assertThat(result.summary()).isNotBlank();
    boolean fails = outcome == CheckResult.Outcome.FAILS;
    List<Finding> failures =
        report.failures().stream().filter(finding -> finding.check() == check).toList();
    assertThat(failures.isEmpty()).isNotEqualTo(fails);
    assertThat(failures).allMatch(finding -> !finding.reason().isBlank());
    assertThat(report.holds() && fails).isFalse();
  }

  @Override
  public String toString() {
    return check.label() + ": " + name;
  }
}
