package io.polaray.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of the house, for any root package, so that they can be tried on fixtures too.
 *
 * @param root the package that holds the packages of the engine
 */
record ArchitectureRules(String root) {

  /** The corridor: each package may use only what stands to its right. */
  static final List<String> CORRIDOR =
      List.of("finite", "dual", "support", "menu", "market", "preference", "numeric");

  /** Packages beside the corridor, with the first package of the corridor that they may use. */
  static final Map<String, String> BESIDE = Map.of("choice", "menu", "protocol", "menu");

  /** The independent checker. */
  static final String CHECKER = "verify";

  /** The only package that reads, writes, prints or exits. */
  static final String APP = "app";

  private static final List<String> THIRD_PARTIES =
      List.of("org.ojalgo.", "org.apache.commons.", "tools.jackson.", "picocli.");

  static List<String> corePackages() {
    return Stream.of(CORRIDOR.stream(), BESIDE.keySet().stream().sorted(), Stream.of(CHECKER))
        .flatMap(s -> s)
        .toList();
  }

  /** What package {@code name} may use besides itself. */
  static List<String> mayUse(String name) {
    if (name.equals(CHECKER)) {
      return List.of();
    }
    if (BESIDE.containsKey(name)) {
      return CORRIDOR.subList(CORRIDOR.indexOf(BESIDE.get(name)), CORRIDOR.size());
    }
    return CORRIDOR.subList(CORRIDOR.indexOf(name) + 1, CORRIDOR.size());
  }

  ArchRule arrow(String name) {
    Set<String> forbidden = new LinkedHashSet<>(corePackages());
    forbidden.add(APP);
    forbidden.remove(name);
    mayUse(name).forEach(forbidden::remove);
    return noClasses()
        .that()
        .resideInAPackage(inside(name))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden.stream().map(this::inside).toArray(String[]::new))
        .because(name + " may use only " + mayUse(name))
        .allowEmptyShould(true);
  }

  ArchRule everyPackageHasAnArrow() {
    List<String> known = new ArrayList<>(corePackages());
    known.add(APP);
    return classes()
        .should()
        .resideInAnyPackage(known.stream().map(this::inside).toArray(String[]::new))
        .because("a new package needs its place in the arrows")
        .allowEmptyShould(true);
  }

  ArchRule checkerStandsAlone() {
    return noClasses()
        .that()
        .resideInAPackage(inside(CHECKER))
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are of the engine or of a solver library",
                (JavaClass c) ->
                    (c.getPackageName().startsWith(root + ".")
                            && !c.getPackageName().startsWith(root + "." + CHECKER))
                        || THIRD_PARTIES.stream().anyMatch(c.getPackageName()::startsWith)))
        .allowEmptyShould(true);
  }

  ArchRule noCycles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
  }

  ArchRule noThirdPartyInSignatures() {
    return classes()
        .that()
        .resideOutsideOfPackage(inside(APP))
        .and()
        .arePublic()
        .should(keepThirdPartiesOutOfSignatures())
        .allowEmptyShould(true);
  }

  ArchRule onlyTheAppPrints() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(inside(APP))
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .allowEmptyShould(true);
  }

  ArchRule onlyTheAppExits() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(inside(APP))
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "ends the program",
                (JavaCall<?> call) ->
                    Set.of("exit", "halt").contains(call.getTarget().getName())
                        && (call.getTargetOwner().isEquivalentTo(System.class)
                            || call.getTargetOwner().isEquivalentTo(Runtime.class))))
        .allowEmptyShould(true);
  }

  ArchRule onlyTheAppTouchesFiles() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(inside(APP))
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.io\\.(File.*|RandomAccessFile)"
                + "|java\\.nio\\.file\\.(Files|Path|Paths|FileSystem|FileSystems)"
                + "|java\\.nio\\.channels\\.(Asynchronous)?FileChannel")
        .allowEmptyShould(true);
  }

  private String inside(String name) {
    return root + "." + name + "..";
  }

  private static ArchCondition<JavaClass> keepThirdPartiesOutOfSignatures() {
    return new ArchCondition<>("keep third-party types out of their public signatures") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Stream<JavaType> supertypes =
            Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        report(type, type.getFullName(), supertypes, events);
        for (JavaMember member : type.getMembers()) {
          if (isVisible(member)) {
            report(type, member.getFullName(), signature(member), events);
          }
        }
      }
    };
  }

  private static boolean isVisible(JavaMember member) {
    Set<JavaModifier> modifiers = member.getModifiers();
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static Stream<JavaType> signature(JavaMember member) {
    if (member instanceof JavaField field) {
      return Stream.of(field.getType());
    }
    JavaCodeUnit unit = (JavaCodeUnit) member;
    return Stream.of(
            Stream.of(unit.getReturnType()),
            unit.getParameterTypes().stream(),
            unit.getExceptionTypes().stream())
        .flatMap(s -> s);
  }

  private static void report(
      JavaClass owner, String where, Stream<? extends JavaType> types, ConditionEvents events) {
    types
        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
        .filter(raw -> THIRD_PARTIES.stream().anyMatch(raw.getName()::startsWith))
        .distinct()
        .forEach(
            raw ->
                events.add(
                    SimpleConditionEvent.violated(owner, where + " shows " + raw.getName())));
  }
}
