package org.dupcheck.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the arrows of the layout: which module may know which. */
class ArchitectureTest {
    private static final String ROOT = "org.dupcheck.";

    /** Each module's package, and the modules it may depend on. The bench is a jar of its own that nobody has. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("contract", Set.of()),
            Map.entry("client", Set.of("contract")),
            Map.entry("gateway", Set.of("client", "contract", "documents", "runtime", "role", "store")),
            Map.entry("documents", Set.of("contract")),
            Map.entry("engine", Set.of()),
            Map.entry("check", Set.of("engine", "contract", "runtime", "role", "store")),
            Map.entry("corpussync", Set.of("contract", "runtime", "role", "store")),
            Map.entry("notifier", Set.of("contract", "runtime", "role", "store")),
            Map.entry("store", Set.of("contract", "runtime")),
            Map.entry("role", Set.of("contract", "runtime")),
            Map.entry("runtime", Set.of()),
            Map.entry("embedded", Set.of()),
            // for tests only: no module that serve runs may know it
            Map.entry("testkit", Set.of("embedded")),
            Map.entry("storetestkit", Set.of("embedded", "runtime", "store")),
            Map.entry(
                    "app",
                    Set.of(
                            "contract",
                            "client",
                            "documents",
                            "gateway",
                            "engine",
                            "check",
                            "corpussync",
                            "notifier",
                            "store",
                            "role",
                            "runtime",
                            "embedded")));

    @Test
    void everyModuleIsThereAndKnown() {
        assertThat(DupcheckClasses.ALL.stream()
                        .map(type -> type.getPackageName().substring(ROOT.length()))
                        .map(name -> name.split("\\.", 2)[0])
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
    }

    @TestFactory
    List<DynamicTest> aModuleKnowsOnlyThoseItMayDependOn() {
        List<DynamicTest> tests = new ArrayList<>();
        ARROWS.forEach((module, allowed) -> {
            List<String> packages = new ArrayList<>(List.of(ROOT + module + ".."));
            allowed.forEach(other -> packages.add(ROOT + other + ".."));
            DescribedPredicate<JavaClass> permitted = resideInAnyPackage(packages.toArray(String[]::new))
                    .or(DescribedPredicate.not(resideInAPackage("org.dupcheck..")))
                    .as("are of %s or of %s, or not of dupcheck", module, allowed);
            tests.add(DynamicTest.dynamicTest(
                    module + " knows only " + allowed,
                    () -> classes()
                            .that()
                            .resideInAPackage(ROOT + module + "..")
                            .should(onlyDependOnClassesThat(permitted))
                            .check(DupcheckClasses.ALL)));
        });
        return tests;
    }

    @Test
    void theEngineKnowsNoKafkaNoSqlNoClockAndNoLog() {
        noClasses()
                .that()
                .resideInAPackage("org.dupcheck.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "java.sql..", "javax.sql..", "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Instant")
                .check(DupcheckClasses.ALL);
    }

    /** They ask the server about itself, and know no table. */
    private static final Set<String> ASK_THE_SERVER =
            Set.of("org.dupcheck.app.doctor.DatabaseHealthCheck", "org.dupcheck.app.doctor.RightsHealthCheck");

    private static final DescribedPredicate<JavaClass> SQL = resideInAnyPackage(
                    "java.sql..", "javax.sql..", "org.postgresql..", "org.dupcheck.store.sql..")
            .or(DescribedPredicate.describe(
                    "are the database's session",
                    type -> type.getFullName().startsWith("org.dupcheck.runtime.database.Session")));

    /**
     * The embedded servers are asked whether they are up before there is a table; the client's inbox is a table of the
     * business module's own.
     */
    @Test
    void nobodyButTheStoreHasSql() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.dupcheck.store..",
                        "org.dupcheck.runtime.database..",
                        "org.dupcheck.embedded..",
                        "org.dupcheck.testkit..",
                        "org.dupcheck.client..")
                .and(DescribedPredicate.not(
                        DescribedPredicate.describe("are known", type -> ASK_THE_SERVER.contains(outermost(type)))))
                .should()
                .dependOnClassesThat(SQL)
                .check(DupcheckClasses.ALL);
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type.getFullName());
    }

    @Test
    void theContractNeedsJacksonAndNothingElse() {
        classes()
                .that()
                .resideInAPackage("org.dupcheck.contract..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.dupcheck.contract..", "java..", "com.fasterxml.jackson..", "org.jspecify..")
                .check(DupcheckClasses.ALL);
    }

    @Test
    void theClientNeedsKafkasClientsAndTheContractAndNothingElse() {
        classes()
                .that()
                .resideInAPackage("org.dupcheck.client..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.dupcheck.client..",
                        "org.dupcheck.contract..",
                        "java..",
                        "javax.sql..",
                        "org.apache.kafka..",
                        "org.slf4j..",
                        "org.jspecify..")
                .check(DupcheckClasses.ALL);
    }

    @Test
    void packagesDependOnEachOtherWithoutCycles() {
        slices().matching("org.dupcheck.(**)")
                .should()
                .beFreeOfCycles()
                // the engine's parts use its values and its face uses the parts: EngineArchitectureTest says which may
                .ignoreDependency(resideInAPackage("org.dupcheck.engine.*.."), resideInAPackage("org.dupcheck.engine"))
                .check(DupcheckClasses.ALL);
    }

    @Test
    void nobodyUsesTheCommonPool() {
        noClasses()
                .should()
                .callMethod(java.util.concurrent.ForkJoinPool.class, "commonPool")
                .orShould()
                .callMethod(
                        java.util.concurrent.CompletableFuture.class, "supplyAsync", java.util.function.Supplier.class)
                .orShould()
                .callMethod(java.util.concurrent.CompletableFuture.class, "runAsync", Runnable.class)
                .check(DupcheckClasses.ALL);
    }
}
