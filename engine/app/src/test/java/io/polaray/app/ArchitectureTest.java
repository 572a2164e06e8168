package io.polaray.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The classes of core and app keep the rules of the house. */
class ArchitectureTest {

  private static final ArchitectureRules RULES = new ArchitectureRules("io.polaray");

  private static JavaClasses classes;

  @BeforeAll
  static void readClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.polaray");
  }

  static List<String> corePackages() {
    return ArchitectureRules.corePackages();
  }

  @Test
  void bothModulesAreSeen() {
    assertThat(classes)
        .extracting(JavaClass::getPackageName)
        .contains("io.polaray.app", "io.polaray.market");
  }

  @ParameterizedTest
  @MethodSource("corePackages")
  void arrowsPointToTheRight(String name) {
    RULES.arrow(name).check(classes);
  }

  @Test
  void everyPackageHasAnArrow() {
    RULES.everyPackageHasAnArrow().check(classes);
  }

  @Test
  void checkerStandsAlone() {
    RULES.checkerStandsAlone().check(classes);
  }

  @Test
  void packagesHaveNoCycles() {
    RULES.noCycles().check(classes);
  }

  @Test
  void coreShowsNoThirdPartyType() {
    RULES.noThirdPartyInSignatures().check(classes);
  }

  @Test
  void onlyTheAppPrints() {
    RULES.onlyTheAppPrints().check(classes);
  }

  @Test
  void onlyTheAppExits() {
    RULES.onlyTheAppExits().check(classes);
  }

  @Test
  void onlyTheAppTouchesFiles() {
    RULES.onlyTheAppTouchesFiles().check(classes);
  }
}
