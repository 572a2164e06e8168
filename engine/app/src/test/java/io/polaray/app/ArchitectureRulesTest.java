package io.polaray.app;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of the house is broken once by a fixture, and says so. */
class ArchitectureRulesTest {

  private static final String ROOT = "io.polaray.app.fixture";

  private static final ArchitectureRules RULES = new ArchitectureRules(ROOT);

  private static JavaClasses fixtures;

  @BeforeAll
  static void readFixtures() {
    fixtures = new ClassFileImporter().importPackages(ROOT);
  }

  static Stream<Arguments> brokenRules() {
    return Stream.of(
        Arguments.of(RULES.arrow("numeric"), "numeric may use only []"),
        Arguments.of(RULES.arrow("market"), "market may use only [preference, numeric]"),
        Arguments.of(RULES.everyPackageHasAnArrow(), "a new package needs its place"),
        Arguments.of(RULES.checkerStandsAlone(), "fixture.verify.Checker"),
        Arguments.of(RULES.noCycles(), "Cycle detected"),
        Arguments.of(RULES.noThirdPartyInSignatures(), "shows org.ojalgo"),
        Arguments.of(RULES.onlyTheAppPrints(), "java.lang.System.out"),
        Arguments.of(RULES.onlyTheAppExits(), "java.lang.System.exit"),
        Arguments.of(RULES.onlyTheAppTouchesFiles(), "java.nio.file.Files"));
  }

  @ParameterizedTest
  @MethodSource("brokenRules")
  void brokenRuleIsReported(ArchRule rule, String message) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> rule.check(fixtures))
        .withMessageContaining(message);
  }
}
