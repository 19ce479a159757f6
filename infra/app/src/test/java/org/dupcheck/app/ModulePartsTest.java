package org.dupcheck.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds the arrows within modules: which of its packages may know which. */
class ModulePartsTest {
    private static final String ROOT = "org.dupcheck.";

    private static final String ITS_ROOT = "";

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
            "documents",
            Map.ofEntries(
                    // what all readers share; the readers know nothing of each other
                    Map.entry("reading", Set.of()),
                    Map.entry("encoding", Set.of("reading")),
                    Map.entry("html", Set.of("reading")),
                    Map.entry("markdown", Set.of("html", "reading")),
                    Map.entry("pdf", Set.of("html", "reading")),
                    Map.entry("word", Set.of("reading")),
                    Map.entry("process", Set.of("encoding", "markdown", "pdf", "word", "reading")),
                    // comes in by the door, as other modules do
                    Map.entry("references", Set.of(ITS_ROOT, "reading"))),
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
            allowed.forEach(other -> packages.add(ROOT + module + (other.equals(ITS_ROOT) ? "" : "." + other)));
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
}
