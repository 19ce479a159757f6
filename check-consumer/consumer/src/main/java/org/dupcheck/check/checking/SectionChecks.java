package org.dupcheck.check.checking;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.check.scan.CheckBasis;
import org.dupcheck.check.scan.Scan;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.SectionResult;
import org.dupcheck.store.checks.CheckVersions;
import org.dupcheck.store.checks.SectionBasis;
import org.dupcheck.store.checks.SectionResults;

/**
 * Checks a submission section by section: what is known of a section is used again, the others are scanned and kept, and all
 * are put together. The outcome is that of a scan of all of them. A section is known by its text, whatever its key: so one
 * that is renamed or moved is not scanned again, and a text that stands in two sections is scanned once. Thread-safe.
 */
public final class SectionChecks {
    private final Scan scan;
    private final SectionResults table;
    private final JsonCodec codec;
    private final CheckVersions versions;

    public SectionChecks(Scan scan, SectionResults table, JsonCodec codec, CheckVersions versions) {
        this.scan = scan;
        this.table = table;
        this.codec = codec;
        this.versions = versions;
    }

    /**
     * Compares a submission with the reference set.
     *
     * @param ownerKey whose documents are told apart
     * @param meters are told how many sections were known
     * @throws org.dupcheck.runtime.consume.SupersededException where it is no longer wanted
     * @throws org.dupcheck.runtime.failure.RetryLaterException while the database is away
     */
    Comparison compare(CheckJob job, String ownerKey, CheckBasis basis, CheckMeters meters, Scan.Progress progress) {
        Submission content = job.content();
        SectionBasis key = key(content, ownerKey, basis);
        Map<String, Section> byText = new LinkedHashMap<>();
        List<String> texts = new ArrayList<>();
        for (Section section : content.sections()) {
            String text = ContentHash.ofText(section);
            texts.add(text);
            byText.putIfAbsent(text, section);
        }
        Map<String, SectionResult> results = new HashMap<>();
        table.find(key, byText.keySet())
                .forEach((text, json) -> results.put(text, codec.read(json, SectionResult.class)));
        Map<String, Section> unknown = new LinkedHashMap<>(byText);
        unknown.keySet().removeAll(results.keySet());
        if (!unknown.isEmpty()) {
            List<Section> sections = List.copyOf(unknown.values());
            List<SectionResult> found = scan.sections(content, sections, job.token(), basis, progress).stream()
                    .map(SectionChecks::told)
                    .toList();
            keep(key, unknown, found);
            Iterator<SectionResult> next = found.iterator();
            unknown.keySet().forEach(text -> results.put(text, next.next()));
        }
        int scanned = (int) texts.stream().filter(unknown::containsKey).count();
        meters.sections(texts.size() - scanned, scanned);
        return scan.compose(content, texts.stream().map(results::get).toList(), job.token(), basis);
    }

    private SectionBasis key(Submission content, String ownerKey, CheckBasis basis) {
        boolean ownerDecides = basis.policy().leftOut().ownDocuments();
        return new SectionBasis(
                content.key(),
                ownerDecides ? ownerKey : "",
                basis.references().version(),
                basis.statistics().corpusVersion(),
                versions,
                basis.policy().version());
    }

    /** @param found of each of {@code sections}, in their order */
    private void keep(SectionBasis key, Map<String, Section> sections, List<SectionResult> found) {
        List<SectionResults.Row> rows = new ArrayList<>();
        sections.forEach((text, section) -> rows.add(new SectionResults.Row(
                section.key(), text, new String(codec.write(found.get(rows.size())), StandardCharsets.UTF_8))));
        table.keep(key, rows);
    }

    /** Verdicts do not contain minor passages, which are most of what a section has. */
    private static SectionResult told(SectionResult result) {
        return new SectionResult(
                result.tokens(),
                result.matchedTokens(),
                result.raw(),
                result.exclusions(),
                result.matches(),
                List.of(),
                result.common(),
                result.signals());
    }
}
