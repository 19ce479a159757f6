package org.dupcheck.gateway.pages;

import io.javalin.config.RoutesConfig;
import java.time.Clock;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.gateway.pages.frame.Assets;
import org.dupcheck.gateway.pages.frame.Views;
import org.dupcheck.gateway.pages.people.LoginPages;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.gateway.pages.people.PageSessions;
import org.dupcheck.gateway.pages.review.DeskPage;
import org.dupcheck.gateway.pages.review.ReportPage;
import org.dupcheck.store.Store;
import org.dupcheck.store.verdicts.VerdictQueries;

/** All pages, put together. */
public final class Pages {
    private final Assets assets = new Assets();
    private final Views views = new Views();
    private final PageSessions sessions;
    private final Clock clock;
    private final DeskPage desk;
    private final ReportPage report;

    public Pages(Store store, VerdictQueries verdicts, JsonCodec codec, Clock clock) {
        this.clock = clock;
        this.sessions = new PageSessions(store, clock);
        this.desk = new DeskPage(store);
        this.report = new ReportPage(verdicts, store, codec);
    }

    /** Adds their routes. */
    public void addTo(RoutesConfig routes) {
        PageRoutes pages = new PageRoutes(routes, sessions, views, assets, clock);
        assets.addTo(routes);
        new LoginPages(sessions).addTo(pages);
        desk.addTo(pages);
        report.addTo(pages);
    }
}
