package org.dupcheck.app.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands a browser, a node with samples and a business module's site to tests, as parameters. All classes of the JVM have the
 * same ones, because to open them takes longer than most tests: opened when first asked for, closed at the JVM's end. Skips,
 * saying so, where no Chromium or no Node.js is installed.
 */
final class SharedSite implements ExecutionCondition, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedSite.class);
    private static final Set<Class<?>> TYPES = Set.of(Browser.class, ModuleSite.class, SampleSite.class);
    private static final String MISSING = "no chromium or no node is on the PATH";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Browsers.chromium().isPresent() && Browsers.node().isPresent()) {
            return ConditionEvaluationResult.enabled("a browser is there");
        }
        System.out.println(context.getDisplayName() + ": SKIPPED, " + MISSING);
        return ConditionEvaluationResult.disabled(MISSING);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // of the whole session, which outlasts an execution: Surefire with several JVMs executes each class by itself
        Store store = context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
        Class<?> type = parameter.getParameter().getType();
        if (type == Browser.class) {
            return browser(store);
        }
        return type == ModuleSite.class ? module(store) : site(store);
    }

    private static Browser browser(Store store) {
        Playwright playwright = store.computeIfAbsent(Playwright.class, key -> Browsers.playwright(), Playwright.class);
        return store.computeIfAbsent(Browser.class, key -> Browsers.launch(playwright), Browser.class);
    }

    private static ModuleSite module(Store store) {
        return store.computeIfAbsent(ModuleSite.class, key -> new ModuleSite(), ModuleSite.class);
    }

    private static SampleSite site(Store store) {
        String origins = String.join(",", module(store).origins());
        return store.computeIfAbsent(
                SampleSite.class,
                key -> new SampleSite(Map.of("dupcheck.pages.frame-ancestors", origins)),
                SampleSite.class);
    }
}
