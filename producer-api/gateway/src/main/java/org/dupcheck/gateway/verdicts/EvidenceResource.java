package org.dupcheck.gateway.verdicts;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.common.Sha256;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.Store;
import org.dupcheck.store.verdicts.VerdictQueries;
import org.dupcheck.store.verdicts.VerdictQueries.StoredText;
import org.dupcheck.store.verdicts.VerdictQueries.StoredVerdict;
import org.jspecify.annotations.Nullable;

/** Hands out a verdict with the texts on both sides, for checking without dupcheck. */
public final class EvidenceResource {
    /** UTF-16 units of text in one bundle; it is in memory two or three times while it is made. */
    static final int MAX_TEXT_LENGTH = 8 << 20;

    /** Bundles made at a time. */
    private static final int MAX_AT_ONCE = 2;

    private final Gate gate;
    private final VerdictQueries verdicts;
    private final Store store;
    private final JsonCodec codec;
    private final Semaphore places = new Semaphore(MAX_AT_ONCE);

    /** @param store has the texts of the reference documents */
    public EvidenceResource(Gate gate, VerdictQueries verdicts, Store store, JsonCodec codec) {
        this.gate = gate;
        this.verdicts = verdicts;
        this.store = store;
        this.codec = codec;
    }

    /** Adds its route. */
    public void addTo(RoutesConfig routes) {
        routes.get(Links.API + "/verdicts/{verdictId}/evidence", Parameters.only(this::get), VerdictResource.READERS);
    }

    private void get(Context ctx) {
        String verdictId = Parameters.path(ctx, "verdictId");
        if (!places.tryAcquire()) {
            throw ProblemException.unavailable("too many bundles are being made", 1);
        }
        try {
            StoredVerdict stored =
                    verdicts.find(verdictId).orElseThrow(() -> ProblemException.notFound("there is no such verdict"));
            gate.require(ctx, stored.key(), "there is no such verdict");
            Answers.json(ctx, 200, evidence(stored));
        } finally {
            places.release();
        }
    }

    private Evidence evidence(StoredVerdict stored) {
        byte[] body = stored.body().json().getBytes(StandardCharsets.UTF_8);
        Verdict verdict = codec.read(body, Verdict.class);
        List<Evidence.Missing> missing = new ArrayList<>();
        long length = 0;
        List<Section> submission = verdicts.textOf(stored).map(this::sections).orElse(null);
        if (submission == null) {
            missing.add(new Evidence.Missing(Evidence.Reason.NOT_KEPT, null, null, null));
        } else {
            length = length(submission);
        }
        List<Evidence.ReferenceText> documents = new ArrayList<>();
        for (Verdict.Match match : verdict.matches()) {
            List<Section> sections = length >= MAX_TEXT_LENGTH ? null : sectionsOf(match);
            boolean tooLarge =
                    length >= MAX_TEXT_LENGTH || (sections != null && length + length(sections) > MAX_TEXT_LENGTH);
            if (sections == null || tooLarge) {
                missing.add(new Evidence.Missing(
                        tooLarge ? Evidence.Reason.TOO_LARGE : Evidence.Reason.NOT_KEPT,
                        match.documentType(),
                        match.documentId(),
                        match.documentRevision()));
                // the rest is not read in vain
                length = tooLarge ? MAX_TEXT_LENGTH : length;
            } else {
                length += length(sections);
                documents.add(text(match, sections));
            }
        }
        return new Evidence(
                Evidence.FORMAT,
                stored.verdictId(),
                stored.sectionKey().isEmpty() ? null : stored.sectionKey(),
                store.read(tables -> tables.policies().find(codec, verdict.businessType(), verdict.policyVersion()))
                        .orElse(null),
                stored.body().json(),
                Sha256.of(body),
                submission,
                documents,
                missing);
    }

    /** The sections with passages; null where the text is no longer kept. */
    private @Nullable List<Section> sectionsOf(Verdict.Match match) {
        Set<String> keys =
                match.passages().stream().map(Verdict.Passage::sourceSection).collect(Collectors.toSet());
        return store.read(tables -> tables.referenceViews()
                        .text(match.documentType(), match.documentId(), match.documentRevision()))
                .map(text -> sections(text).stream()
                        .filter(section -> keys.contains(section.key()))
                        .toList())
                .orElse(null);
    }

    private List<Section> sections(StoredText text) {
        return List.of(codec.read(text.sections(), Section[].class));
    }

    private static long length(List<Section> sections) {
        return sections.stream().mapToLong(section -> section.text().length()).sum();
    }

    private static Evidence.ReferenceText text(Verdict.Match match, List<Section> sections) {
        return new Evidence.ReferenceText(
                match.documentType(),
                match.documentId(),
                match.documentRevision(),
                sections.stream()
                        .map(section ->
                                new Evidence.SectionText(section.key(), section.text(), ContentHash.of(section)))
                        .toList());
    }
}
