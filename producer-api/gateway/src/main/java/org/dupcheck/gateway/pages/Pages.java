package org.dupcheck.gateway.pages;

import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.gateway.audit.AuditService;
import org.dupcheck.gateway.keys.KeyService;
import org.dupcheck.gateway.limits.RateLimits;
import org.dupcheck.gateway.nodes.NodeService;
import org.dupcheck.gateway.pages.applicants.ApplicantActions;
import org.dupcheck.gateway.pages.applicants.MinePage;
import org.dupcheck.gateway.pages.applicants.PreferencesPage;
import org.dupcheck.gateway.pages.applicants.WritePage;
import org.dupcheck.gateway.pages.audit.AuditPage;
import org.dupcheck.gateway.pages.frame.Assets;
import org.dupcheck.gateway.pages.frame.FrameAncestors;
import org.dupcheck.gateway.pages.frame.Views;
import org.dupcheck.gateway.pages.operations.DeadLetterPages;
import org.dupcheck.gateway.pages.operations.KeyPages;
import org.dupcheck.gateway.pages.operations.NodePages;
import org.dupcheck.gateway.pages.operations.OperationsPage;
import org.dupcheck.gateway.pages.operations.OperatorListPages;
import org.dupcheck.gateway.pages.operations.OperatorServices;
import org.dupcheck.gateway.pages.operations.PolicyListPage;
import org.dupcheck.gateway.pages.operations.PolicyPages;
import org.dupcheck.gateway.pages.operations.RetryPages;
import org.dupcheck.gateway.pages.operations.WebhookPages;
import org.dupcheck.gateway.pages.people.Login;
import org.dupcheck.gateway.pages.people.LoginPages;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.gateway.pages.people.PageSessions;
import org.dupcheck.gateway.pages.review.DeskPage;
import org.dupcheck.gateway.pages.review.ReportPage;
import org.dupcheck.gateway.preferences.PreferenceService;
import org.dupcheck.gateway.review.Reviews;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.store.Store;
import org.dupcheck.store.verdicts.VerdictQueries;

/** All pages, put together. */
public final class Pages {
    private final Assets assets = new Assets();
    private final Views views;
    private final PageSessions sessions;
    private final Login login;
    private final Clock clock;
    private final ZoneId zone;
    private final Executor executor;
    private final RateLimits limits;
    private final WritePage write;
    private final MinePage mine;
    private final PreferencesPage preferences;
    private final DeskPage desk;
    private final ReportPage report;
    private final OperationsPage operations;
    private final DeadLetterPages deadLetters;
    private final KeyPages keys;
    private final AuditPage audit;
    private final RetryPages retries;
    private final OperatorListPages operatorLists;
    private final PolicyListPage policyList;
    private final PolicyPages policies;
    private final WebhookPages webhooks;
    private final NodePages nodes;

    /**
     * @param meters of this process
     * @param components the health of every component of this process, by name
     * @param actions what applicants do
     * @param reviews what reviewers do
     * @param operators what operators do
     * @param preferences how people want to be told
     * @param executor answers what takes its time
     * @param limits how much one may read
     * @param sessions of who is signed in
     * @param login how people sign in
     * @param ancestors who may show the form within a page of theirs
     * @param zone the time zone for people who have named none
     */
    public Pages(
            Store store,
            VerdictQueries verdicts,
            JsonCodec codec,
            Clock clock,
            MeterRegistry meters,
            Supplier<Map<String, Health>> components,
            ApplicantActions actions,
            Reviews reviews,
            OperatorServices operators,
            PreferenceService preferences,
            Executor executor,
            RateLimits limits,
            PageSessions sessions,
            Login login,
            FrameAncestors ancestors,
            ZoneId zone) {
        this.views = new Views(ancestors);
        this.clock = clock;
        this.zone = zone;
        this.executor = executor;
        this.limits = limits;
        this.mine = new MinePage(actions, store, verdicts, reviews, codec, clock);
        this.preferences = new PreferencesPage(preferences);
        this.write = new WritePage(actions, store, verdicts, codec, clock);
        this.sessions = sessions;
        this.login = login;
        this.desk = new DeskPage(store, reviews);
        this.report = new ReportPage(verdicts, store, codec, reviews);
        this.operations = new OperationsPage(store, operators.lists(), operators.deadLetters(), meters, components);
        this.deadLetters = new DeadLetterPages(operators.deadLetters());
        this.policyList = new PolicyListPage(operators.policies());
        this.policies = new PolicyPages(operators.policies(), operators.previews(), codec);
        this.webhooks = new WebhookPages(operators.webhooks(), operators.lists());
        this.retries = new RetryPages(operators.retries());
        this.operatorLists = new OperatorListPages(operators.lists());
        this.nodes = new NodePages(new NodeService(store));
        this.audit = new AuditPage(new AuditService(store));
        this.keys = new KeyPages(new KeyService(store, clock));
    }

    /** Adds their routes. */
    public void addTo(RoutesConfig routes) {
        PageRoutes pages = new PageRoutes(routes, sessions, limits, views, assets, clock, zone, executor);
        assets.addTo(routes);
        new LoginPages(sessions, login).addTo(pages);
        write.addTo(pages);
        mine.addTo(pages);
        preferences.addTo(pages);
        desk.addTo(pages);
        report.addTo(pages);
        operations.addTo(pages);
        deadLetters.addTo(pages);
        keys.addTo(pages);
        retries.addTo(pages);
        operatorLists.addTo(pages);
        webhooks.addTo(pages);
        nodes.addTo(pages);
        policyList.addTo(pages);
        policies.addTo(pages);
        audit.addTo(pages);
        pages.addErrors();
    }
}
