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

    /** The packages of a module, and those of the same module that each may know. Its root puts them together. */
    private static final Map<String, Map<String, Set<String>>> PARTS = Map.of(
            "check",
            Map.ofEntries(
                    Map.entry("references", Set.of()),
                    Map.entry("scan", Set.of("references")),
                    Map.entry("verdict", Set.of("references", "scan")),
                    // a check compares with what is open, too
                    Map.entry("pending", Set.of("references", "scan", "verdict")),
                    Map.entry("checking", Set.of("references", "scan", "verdict", "pending")),
                    Map.entry("incoming", Set.of("verdict", "checking")),
                    Map.entry("recheck", Set.of("references", "scan", "verdict", "pending", "checking")),
                    Map.entry("preview", Set.of("references", "scan", "verdict", "pending", "checking")),
                    Map.entry("replay", Set.of("references", "scan", "verdict"))),
            "notifier",
            Map.ofEntries(
                    Map.entry("due", Set.of()),
                    Map.entry("messages", Set.of()),
                    Map.entry("outgoing", Set.of()),
                    Map.entry("channels", Set.of("due")),
                    // what plug-ins see, and what loads them
                    Map.entry("sms.port", Set.of("channels")),
                    Map.entry("sms.plugins", Set.of("channels", "sms.port")),
                    Map.entry("sms", Set.of("channels", "outgoing", "sms.port", "sms.plugins")),
                    Map.entry("mail", Set.of("channels")),
                    Map.entry("webhooks", Set.of("channels", "outgoing")),
                    Map.entry("workorders", Set.of("due", "webhooks")),
                    Map.entry("events", Set.of("due", "messages", "channels", "workorders"))),
            "gateway",
            Map.ofEntries(
                    // knows no resource, so that whatever else is served may stand on it
                    Map.entry("http", Set.of()),
                    Map.entry("common", Set.of("http")),
                    // knows neither who asks nor for what
                    Map.entry("limits", Set.of("http")),
                    // who asks, before all resources
                    Map.entry("access", Set.of("http", "common", "limits")),
                    Map.entry("access.oidc", Set.of("http", "common", "access")),
                    Map.entry("events", Set.of("http", "common")),
                    // knows no resource either: it reads for them
                    Map.entry("cache", Set.of("common")),
                    Map.entry("checks", Set.of("http", "access", "common", "events", "cache")),
                    Map.entry("verdicts", Set.of("http", "access", "common", "cache")),
                    // a request is told its answer again, whatever it was about
                    Map.entry("idempotency", Set.of("http", "access", "common")),
                    Map.entry("references", Set.of("http", "access", "common", "cache", "idempotency")),
                    Map.entry("messages", Set.of("http", "access", "common")),
                    Map.entry("policies", Set.of("http", "access", "common")),
                    Map.entry("webhooks", Set.of("http", "access", "common")),
                    Map.entry("receipts", Set.of("http", "access", "common")),
                    Map.entry("review", Set.of("http", "access", "common", "idempotency")),
                    Map.entry("workorders", Set.of("http", "access", "common", "checks", "idempotency")),
                    Map.entry(
                            "submissions",
                            Set.of(
                                    "http",
                                    "access",
                                    "common",
                                    "checks",
                                    "events",
                                    "limits",
                                    "workorders",
                                    "cache",
                                    "idempotency")),
                    Map.entry("operations", Set.of("http")),
                    Map.entry("documents", Set.of("http", "access", "common")),
                    Map.entry("keys", Set.of("http", "access")),
                    Map.entry("audit", Set.of("http", "access", "common")),
                    Map.entry("deadletters", Set.of("http", "access", "common")),
                    Map.entry("preferences", Set.of("http", "access", "common")),
                    Map.entry("retries", Set.of("http", "access", "common")),
                    Map.entry("nodes", Set.of("http", "access", "common")),
                    // the pages stand on the same rooms as the resources do, and no resource knows them
                    Map.entry("pages.frame", Set.of("http", "common")),
                    Map.entry(
                            "pages.people", Set.of("http", "access", "access.oidc", "common", "limits", "pages.frame")),
                    Map.entry("pages.text", Set.of()),
                    Map.entry("pages.print", Set.of("http")),
                    Map.entry(
                            "pages.review",
                            Set.of(
                                    "http",
                                    "access",
                                    "common",
                                    "review",
                                    "verdicts",
                                    "pages.frame",
                                    "pages.people",
                                    "pages.print",
                                    "pages.text")),
                    Map.entry(
                            "pages.applicants",
                            Set.of(
                                    "http",
                                    "access",
                                    "common",
                                    "documents",
                                    "limits",
                                    "preferences",
                                    "review",
                                    "submissions",
                                    "workorders",
                                    "pages.frame",
                                    "pages.people",
                                    "pages.text")),
                    Map.entry(
                            "pages.audit", Set.of("http", "access", "common", "audit", "pages.frame", "pages.people")),
                    Map.entry(
                            "pages.operations",
                            Set.of(
                                    "http",
                                    "access",
                                    "common",
                                    "deadletters",
                                    "keys",
                                    "nodes",
                                    "retries",
                                    "webhooks",
                                    "policies",
                                    "pages.frame",
                                    "pages.people")),
                    // made by the build
                    Map.entry(
                            "pages.templates",
                            Set.of("access", "pages.frame", "pages.people", "pages.review", "pages.operations")),
                    Map.entry("pages.templates.text", Set.of("pages.text")),
                    Map.entry(
                            "pages.templates.review",
                            Set.of(
                                    "access",
                                    "review",
                                    "pages.people",
                                    "pages.review",
                                    "pages.frame",
                                    "pages.text",
                                    "pages.templates.text",
                                    "pages.templates")),
                    Map.entry(
                            "pages.templates.applicants",
                            Set.of(
                                    "access",
                                    "pages.people",
                                    "pages.applicants",
                                    "pages.frame",
                                    "pages.text",
                                    "pages.templates.text",
                                    "pages.templates")),
                    Map.entry(
                            "pages.templates.audit",
                            Set.of("access", "pages.people", "pages.audit", "pages.frame", "pages.templates")),
                    Map.entry(
                            "pages.templates.operations",
                            Set.of(
                                    "access",
                                    "deadletters",
                                    "nodes",
                                    "pages.people",
                                    "pages.operations",
                                    "pages.frame",
                                    "pages.templates")),
                    Map.entry(
                            "pages",
                            Set.of(
                                    "audit",
                                    "pages.audit",
                                    "deadletters",
                                    "keys",
                                    "limits",
                                    "nodes",
                                    "preferences",
                                    "review",
                                    "pages.frame",
                                    "pages.people",
                                    "pages.applicants",
                                    "pages.review",
                                    "pages.operations"))));

    @TestFactory
    List<DynamicTest> everyPartOfAModuleIsThereAndKnown() {
        List<DynamicTest> tests = new ArrayList<>();
        PARTS.forEach((module, parts) -> tests.add(DynamicTest.dynamicTest(
                module,
                () -> assertThat(DupcheckClasses.ALL.stream()
                                .map(JavaClass::getPackageName)
                                .filter(name -> name.startsWith(ROOT + module + "."))
                                .map(name -> name.substring((ROOT + module + ".").length()))
                                .distinct())
                        .containsExactlyInAnyOrderElementsOf(parts.keySet()))));
        return tests;
    }

    @TestFactory
    List<DynamicTest> aPartKnowsOnlyThosePartsOfItsModuleThatItMayDependOn() {
        List<DynamicTest> tests = new ArrayList<>();
        PARTS.forEach((module, parts) -> parts.forEach((part, allowed) -> {
            List<String> packages = new ArrayList<>(List.of(ROOT + module + "." + part));
            allowed.forEach(other -> packages.add(ROOT + module + "." + other));
            DescribedPredicate<JavaClass> permitted = resideInAnyPackage(packages.toArray(String[]::new))
                    .or(DescribedPredicate.not(resideInAPackage(ROOT + module + "..")))
                    .as("are of %s or of %s, or not of the %s", part, allowed, module);
            tests.add(DynamicTest.dynamicTest(
                    module + "." + part + " knows only " + allowed,
                    () -> classes()
                            .that()
                            .resideInAPackage(ROOT + module + "." + part)
                            .should(onlyDependOnClassesThat(permitted))
                            .check(DupcheckClasses.ALL)));
        }));
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
