package org.dupcheck.app.evidence;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.verdicts.Evidence;
import org.jspecify.annotations.Nullable;

/** A bundle that has been read: its verdict, and the tokens of the texts in it. Immutable. */
final class Bundle {
    /** Why something cannot be checked, for a text that should be in the bundle. */
    static final String TEXT_IS_MISSING = "the text is not in the bundle";

    private final Evidence evidence;
    private final Verdict verdict;
    private final @Nullable Map<String, SectionTokens> submission;
    private final Map<Document, Map<String, SectionTokens>> documents = new HashMap<>();

    private record Document(DocumentKey key, long revision) {}

    Bundle(Evidence evidence, Verdict verdict) {
        this.evidence = evidence;
        this.verdict = verdict;
        submission = evidence.submission() == null ? null : new LinkedHashMap<>();
        if (submission != null && evidence.submission() != null) {
            for (Section section : evidence.submission()) {
                submission.put(section.key(), new SectionTokens(section.text()));
            }
        }
        for (Evidence.ReferenceText document : evidence.documents()) {
            Map<String, SectionTokens> sections = documents.computeIfAbsent(
                    new Document(new DocumentKey(document.documentType(), document.documentId()), document.revision()),
                    key -> new HashMap<>());
            document.sections().forEach(section -> sections.put(section.key(), new SectionTokens(section.text())));
        }
    }

    Evidence evidence() {
        return evidence;
    }

    Verdict verdict() {
        return verdict;
    }

    /** What the verdict was made under; null where that is missing. */
    @Nullable
    Policy policy() {
        Policy policy = evidence.policy();
        if (policy != null && policy.version() == verdict.policyVersion()) {
            return policy;
        }
        return verdict.policyVersion() == 0 ? Policy.builtIn(verdict.businessType()) : null;
    }

    /** By key, in the order of the text; null where the text is missing. */
    @Nullable
    Map<String, SectionTokens> submission() {
        return submission;
    }

    /** The sections of a matched document, by key; null where its text is missing. */
    @Nullable
    Map<String, SectionTokens> document(Verdict.Match match) {
        return documents.get(
                new Document(new DocumentKey(match.documentType(), match.documentId()), match.documentRevision()));
    }

    /** The tokens of a passage in the submission; null where they cannot be told: no text, or no such span. */
    SectionTokens.@Nullable Span here(Verdict.Passage passage) {
        return span(submission, passage.section(), passage.start(), passage.end());
    }

    static SectionTokens.@Nullable Span span(
            @Nullable Map<String, SectionTokens> sections, String key, int start, int end) {
        SectionTokens section = sections == null ? null : sections.get(key);
        return section == null || !section.holds(start, end) ? null : section.span(start, end);
    }

    /** A match by name. */
    static String name(Verdict.Match match) {
        return match.documentType() + ":" + match.documentId();
    }

    /** A passage by its place in the submission. */
    static String name(Verdict.Match match, Verdict.Passage passage) {
        return name(match) + " " + passage.section() + " " + passage.start() + "–" + passage.end();
    }
}
