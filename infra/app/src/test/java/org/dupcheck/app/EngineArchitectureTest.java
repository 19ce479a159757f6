package org.dupcheck.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.engine.Change;
import org.dupcheck.engine.CheckOptions;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.engine.SectionResult;
import org.dupcheck.engine.Wanted;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the arrows within the engine: which of its parts may know which, and that nobody else knows any. */
class EngineArchitectureTest {
    private static final String ROOT = "org.dupcheck.engine";
    private static final String PARTS = ROOT + ".*..";

    /** Each part's package, and the parts it may depend on. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "base", Set.of(),
            "text", Set.of("base"),
            "model", Set.of("base", "text"),
            "index", Set.of("base", "text", "model"),
            "query", Set.of("base", "text", "model", "index"),
            "search", Set.of("base", "text", "model", "index", "query"),
            "align", Set.of("base", "model", "index", "query", "search"),
            "common", Set.of("base", "text", "model", "index", "query", "search"),
            "report", Set.of("base", "text", "model", "index", "query", "search", "align", "common"));

    /** What the engine takes and gives, and arrays of it. */
    private static final DescribedPredicate<JavaClass> VALUES = orArraysOf(belongToAnyOf(
            Document.class,
            Change.class,
            CheckOptions.class,
            Comparison.class,
            SectionResult.class,
            Wanted.class,
            EngineSettings.class));

    /** What callers carry from step to step and cannot look into. */
    private static final DescribedPredicate<JavaClass> HANDLES =
            belongToAnyOf(ReferenceIndex.Query.class, ReferenceIndex.PageFindings.class);

    private static DescribedPredicate<JavaClass> orArraysOf(DescribedPredicate<JavaClass> types) {
        return DescribedPredicate.describe(
                types.getDescription() + " or are arrays of them", type -> types.test(type.getBaseComponentType()));
    }

    @Test
    void everyPartIsThereAndKnown() {
        assertThat(DupcheckClasses.ALL.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith(ROOT + "."))
                        .map(name -> name.substring(ROOT.length() + 1))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
    }

    @TestFactory
    List<DynamicTest> aPartKnowsOnlyThoseItMayDependOnAndTheValues() {
        List<DynamicTest> tests = new ArrayList<>();
        ARROWS.forEach((part, allowed) -> {
            List<String> packages = new ArrayList<>(List.of(ROOT + "." + part));
            allowed.forEach(other -> packages.add(ROOT + "." + other));
            DescribedPredicate<JavaClass> permitted = resideInAnyPackage(packages.toArray(String[]::new))
                    .or(VALUES)
                    .or(HANDLES)
                    .or(DescribedPredicate.not(resideInAPackage("org.dupcheck..")))
                    .as("are of %s or of %s, or values of the engine, or not of dupcheck", part, allowed);
            tests.add(DynamicTest.dynamicTest(
                    part + " knows only " + allowed,
                    () -> classes()
                            .that()
                            .resideInAPackage(ROOT + "." + part)
                            .should(onlyDependOnClassesThat(permitted))
                            .check(DupcheckClasses.ALL)));
        });
        return tests;
    }

    /** So that no part comes back to itself by way of a value. */
    @Test
    void theValuesKnowNoPartThatKnowsThem() {
        classes()
                .that(VALUES.or(HANDLES))
                .should(onlyDependOnClassesThat(VALUES.or(HANDLES)
                        .or(resideInAnyPackage(ROOT + ".base", ROOT + ".text"))
                        .or(DescribedPredicate.not(resideInAPackage("org.dupcheck..")))))
                .check(DupcheckClasses.ALL);
    }

    @Test
    void theBaseAndTheTextKnowNoValue() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".base", ROOT + ".text")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(DupcheckClasses.ALL);
    }

    @Test
    void nobodyElseKnowsThePartsOfTheEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(PARTS)
                .check(DupcheckClasses.ALL);
    }
}
