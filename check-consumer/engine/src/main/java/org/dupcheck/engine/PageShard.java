package org.dupcheck.engine;

import java.util.BitSet;
import java.util.List;
import org.dupcheck.engine.align.Aligner;
import org.dupcheck.engine.align.Alignment;
import org.dupcheck.engine.align.Workspace;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.query.PreparedQuery;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.search.Candidate;
import org.dupcheck.engine.search.Followed;
import org.dupcheck.engine.search.PageScan;
import org.dupcheck.engine.search.Selection;
import org.dupcheck.engine.search.Selector;

/** The shard of some pages that are in this process. */
final class PageShard implements Shard {
    private final PreparedQuery query;
    private final Pages pages;
    private final List<PageScan> scans;
    private final EngineSettings settings;
    private final Workspace workspace;
    private final BitSet own = new BitSet();

    /**
     * @param pages all of the reference set
     * @param scans of the shard's own ones
     * @param workspace of the thread that uses it
     */
    PageShard(PreparedQuery query, Pages pages, List<PageScan> scans, EngineSettings settings, Workspace workspace) {
        this.query = query;
        this.pages = pages;
        this.scans = scans;
        this.settings = settings;
        this.workspace = workspace;
        scans.forEach(scan -> own.set(scan.page()));
    }

    @Override
    public boolean has(int page) {
        return own.get(page);
    }

    @Override
    public Selection select(int section, Followed followed) {
        SectionQuery part = query.sections().get(section);
        return new Selector(part, pages, settings.floorTokens(), settings.isExact())
                .select(PageScan.ofSection(scans, section), followed);
    }

    @Override
    public Alignment align(int section, List<Candidate> chosen) {
        return new Aligner(query.sections().get(section), pages, settings, workspace).align(chosen);
    }
}
