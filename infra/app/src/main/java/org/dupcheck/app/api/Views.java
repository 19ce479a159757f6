package org.dupcheck.app.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.jspecify.annotations.Nullable;

/** What the gateway answers with, as far as it is no record of the contract. */
public final class Views {
    private Views() {}

    /** A submission that was accepted. */
    public record Accepted(String businessType, String businessId, long revision, CheckState state) {}

    /** A match with the texts of both sides, as far as they are still kept. */
    public record MatchView(
            String documentType,
            String documentId,
            @Nullable String title,
            List<Verdict.Passage> passages,
            @Nullable Text submission,
            @Nullable Text reference) {}

    /** The text of one side of a match. */
    public record Text(@Nullable String title, List<Section> sections) {
        /** The section's text between two offsets; empty where there is no such section. */
        public String passage(String section, int start, int end) {
            return sections.stream()
                    .filter(candidate -> candidate.key().equals(section))
                    .map(Section::text)
                    .filter(text -> end <= text.length())
                    .map(text -> text.substring(start, end))
                    .findFirst()
                    .orElse("");
        }
    }

    /** The reference set in figures. */
    public record ReferenceSet(long total, long corpusVersion, Map<String, Long> counts) {}

    /** A page of reference documents; {@code next} is null on the last. */
    public record DocumentPage(
            List<Document> documents, @Nullable String next) {}

    /** A reference document in force; without sections in lists. */
    public record Document(
            String documentType,
            String documentId,
            long revision,
            @Nullable String title,
            @Nullable String ownerId,
            Instant updatedAt,
            @Nullable List<Section> sections) {}

    /** What came of published events; without version and events where that was not known in time. */
    public record PublishedEvents(
            int accepted,
            @Nullable Long corpusVersion,
            @Nullable List<AppliedEvent> events) {}

    /** What came of one event. */
    public record AppliedEvent(
            String documentType,
            String documentId,
            long revision,
            boolean applied,
            @Nullable String reason,
            @Nullable String detail) {}

    /** A work order and how it came where it is. */
    public record WorkOrder(String workOrderId, long revision, String verdictId, String state, List<Change> history) {
        /** A change of its state. */
        public record Change(String state, long revision, Instant at) {}
    }

    /** A user's site messages, newest first. */
    public record Messages(List<Message> messages) {
        /** One of them. */
        public record Message(
                long id,
                String businessId,
                long revision,
                @Nullable String verdictId,
                String kind,
                String title) {}
    }
}
