package org.dupcheck.gateway.verdicts;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.cache.ReadVerdict;
import org.dupcheck.gateway.cache.Reading;
import org.dupcheck.gateway.cache.VerdictCache;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.common.VerdictAnswer;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Cursor;
import org.dupcheck.gateway.http.EntityTags;
import org.dupcheck.gateway.http.KeysetPage;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.verdicts.VerdictQueries;
import org.dupcheck.store.verdicts.VerdictQueries.Listed;
import org.dupcheck.store.verdicts.VerdictQueries.Position;
import org.jspecify.annotations.Nullable;

/** Hands out stored verdicts; reading never starts a scan. */
public final class VerdictResource {
    /** Who may read verdicts. Applicants read theirs on the pages, without what is not for their eyes. */
    static final Role[] READERS = {Role.MODULE, Role.REVIEWER, Role.AUDITOR};

    private final Gate gate;
    private final VerdictQueries verdicts;
    private final VerdictCache cache;
    private final ReadTimes times;

    /** @param verdicts for the history, which is not kept */
    public VerdictResource(Gate gate, VerdictQueries verdicts, VerdictCache cache, MeterRegistry meters) {
        this.gate = gate;
        this.verdicts = verdicts;
        this.cache = cache;
        this.times = new ReadTimes(meters);
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.get(Links.API + "/verdicts/{verdictId}", Parameters.only(this::get), READERS);
        routes.get(Links.API + "/verdicts/{type}/{id}/latest", Parameters.only(this::latest), READERS);
        routes.get(
                Links.API + "/verdicts/{type}/{id}/history", Parameters.only(this::history, "after", "limit"), READERS);
    }

    private void get(Context ctx) {
        long start = System.nanoTime();
        Reading reading = cache.find(Parameters.path(ctx, "verdictId"));
        answer(ctx, reading, "there is no such verdict");
        times.record(reading.source(), start);
    }

    private void latest(Context ctx) {
        long start = System.nanoTime();
        Reading reading = cache.latest(gate.document(ctx));
        reading.verdict().ifPresent(verdict -> ctx.header("Content-Location", Links.verdict(verdict.verdictId())));
        answer(ctx, reading, "this document has no verdict");
        times.record(reading.source(), start);
    }

    /** A stored verdict never changes, but what is told along with it does; weak, as an answer may be compressed. */
    private void answer(Context ctx, Reading reading, String none) {
        ctx.header("Cache-Status", reading.source().cacheStatus());
        ReadVerdict verdict = reading.verdict()
                .filter(found -> gate.sees(ctx, found.key()))
                .orElseThrow(() -> ProblemException.notFound(none));
        String tag = "\"" + verdict.verdictId() + "." + verdict.changesBehind() + "\"";
        ctx.header("ETag", "W/" + tag).header("Cache-Control", "private, no-cache");
        if (EntityTags.isKnown(ctx, tag)) {
            ctx.status(304);
        } else {
            VerdictAnswer.send(ctx, verdict.section(), verdict.json(), verdict.changesBehind());
        }
    }

    private void history(Context ctx) {
        BusinessKey key = gate.document(ctx);
        int limit = Parameters.limit(ctx);
        Position after = after(ctx);
        KeysetPage<Listed> page =
                KeysetPage.of(verdicts.history(key, after, limit + 1), limit, VerdictResource::cursor);
        Answers.json(ctx, 200, new History(page.shownAs(HistoryEntry::of), page.next()));
    }

    private static @Nullable Position after(Context ctx) {
        String cursor = Parameters.optional(ctx, "after");
        if (cursor == null) {
            return null;
        }
        List<String> parts = Cursor.parse(cursor, 3);
        return new Position(Cursor.number(parts.get(0)), Cursor.time(parts.get(1)), Cursor.id(parts.get(2)));
    }

    private static String cursor(Listed last) {
        return Cursor.of(last.revision(), last.createdAt(), last.verdictId());
    }

    /** @param next what to send as {@code after} for the next page; absent on the last */
    record History(List<HistoryEntry> verdicts, @Nullable String next) {}

    /** One verdict of a document's history. */
    record HistoryEntry(
            String verdictId,
            long revision,
            String contentHash,
            ResultState resultState,
            long corpusVersion,
            String engineVersion,
            String settingsVersion,
            long policyVersion,
            boolean current,
            long changesBehind,
            VerdictReason reason,
            Instant createdAt,
            double containment,
            int longestRun,
            int tokens,
            int matchedTokens,
            Map<String, String> links) {
        static HistoryEntry of(Listed verdict) {
            return new HistoryEntry(
                    verdict.verdictId(),
                    verdict.revision(),
                    verdict.contentHash(),
                    verdict.resultState(),
                    verdict.corpusVersion(),
                    verdict.engineVersion(),
                    verdict.settingsVersion(),
                    verdict.policyVersion(),
                    verdict.changesBehind() == 0,
                    verdict.changesBehind(),
                    verdict.reason(),
                    verdict.createdAt(),
                    verdict.containment(),
                    verdict.longestRun(),
                    verdict.tokens(),
                    verdict.matchedTokens(),
                    Map.of("verdict", Links.verdict(verdict.verdictId())));
        }
    }
}
