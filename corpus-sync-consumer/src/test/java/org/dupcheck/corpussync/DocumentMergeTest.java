package org.dupcheck.corpussync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.contract.ReferenceEventKind.APPROVED;
import static org.dupcheck.contract.ReferenceEventKind.DELETED;
import static org.dupcheck.contract.ReferenceEventKind.EDITED;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.store.references.Content;
import org.dupcheck.store.references.DocumentState;
import org.dupcheck.store.references.DocumentText;
import org.dupcheck.store.references.StoredDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentMergeTest {
    private static final DocumentKey KEY = new DocumentKey("lixiang", "2026-1");
    private static final List<ReferenceEventKind> KINDS = List.of(ReferenceEventKind.values());

    @Test
    void anyOrderAndRepetitionOfTheSameEventsEndsInTheSameStateAndThatOfTheSortedFold() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            List<ReferenceChange> events = randomEvents(random);
            DocumentState expected = merged(events);
            List<ReferenceChange> shuffled = withRepetitions(events, random);

            assertThat(merged(shuffled))
                    .as("seed %d, round %d: %s", seed, round, shuffled)
                    .isEqualTo(expected);

            Content inForce = sortedFold(events);
            assertThat(expected.inForce()).as("seed %d, round %d", seed, round).isEqualTo(inForce != null);
            if (inForce != null) {
                assertThat(expected.hash()).as("seed %d, round %d", seed, round).isEqualTo(inForce.hash());
            }
        }
    }

    @Test
    void mergingInTwoPartsThroughTheTableEndsInTheSameStateAsMergingAtOnce() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            List<ReferenceChange> events = withRepetitions(randomEvents(random), random);
            DocumentState state = DocumentState.UNSEEN;
            for (ReferenceChange event : events) {
                state = DocumentMerge.merge(asReadBack(state), event);
            }
            assertThat(asReadBack(state)).as("seed %d", seed).isEqualTo(asReadBack(merged(events)));
        }
    }

    @Test
    void editOfAnUnknownDocumentIsKeptButNotInForceUntilItsApprovalArrives() {
        DocumentState edited = DocumentMerge.merge(DocumentState.UNSEEN, event(EDITED, 5, "edited"));
        assertThat(edited.inForce()).isFalse();

        DocumentState approved = DocumentMerge.merge(edited, event(APPROVED, 3, "approved"));
        assertThat(approved.inForce()).isTrue();
        assertThat(approved.hash()).isEqualTo(content("edited").hash());
    }

    @Test
    void lateApprovalDoesNotReviveADeletedDocument() {
        DocumentState deleted = DocumentMerge.merge(DocumentState.UNSEEN, event(DELETED, 7, null));
        DocumentState after = DocumentMerge.merge(deleted, event(APPROVED, 6, "late"));
        assertThat(after.inForce()).isFalse();
        assertThat(after.text()).isNull();
    }

    @Test
    void editAfterADeletionDoesNotReviveTheDocumentButANewerApprovalDoes() {
        DocumentState state = merged(List.of(event(APPROVED, 1, "a"), event(DELETED, 2, null), event(EDITED, 3, "b")));
        assertThat(state.inForce()).isFalse();

        DocumentState again = DocumentMerge.merge(state, event(APPROVED, 4, "c"));
        assertThat(again.inForce()).isTrue();
        assertThat(again.hash()).isEqualTo(content("c").hash());
    }

    @Test
    void atEqualRevisionsTheDeletionWinsAndTheEditBeatsTheApproval() {
        assertThat(merged(List.of(event(DELETED, 4, null), event(APPROVED, 4, "a")))
                        .inForce())
                .isFalse();
        DocumentState edited = merged(List.of(event(EDITED, 4, "e"), event(APPROVED, 4, "a")));
        assertThat(edited.inForce()).isTrue();
        assertThat(edited.hash()).isEqualTo(content("e").hash());
    }

    @Test
    void aDeletionDropsEveryTextThatIsNotNewerThanItself() {
        assertThat(merged(List.of(event(APPROVED, 4, "a"), event(DELETED, 4, null)))
                        .text())
                .isNull();
        assertThat(merged(List.of(event(DELETED, 4, null), event(EDITED, 4, "e")))
                        .text())
                .isNull();
        assertThat(merged(List.of(event(DELETED, 4, null), event(EDITED, 5, "e")))
                        .hash())
                .isEqualTo(content("e").hash());
    }

    @Test
    void newerRevisionWithTheSameContentShowsNoChangeAndKeepsTheRevisionItStandsUnder() {
        StoredDocument first = StoredDocument.UNSEEN.become(merged(List.of(event(APPROVED, 5, "a"))), 1);
        StoredDocument second = first.become(DocumentMerge.merge(first.state(), event(APPROVED, 6, "a")), 2);
        assertThat(second.changedVersion()).isEqualTo(1);
        assertThat(second.shownRevision()).isEqualTo(5);
        assertThat(first.losesItsText(second)).isFalse();

        StoredDocument third = second.become(DocumentMerge.merge(second.state(), event(EDITED, 7, "b")), 2);
        assertThat(third.changedVersion()).isEqualTo(2);
        assertThat(third.shownRevision()).isEqualTo(7);
        assertThat(second.losesItsText(third)).isTrue();
    }

    /** The state as it comes back from a row, which does not give its content. */
    private static DocumentState asReadBack(DocumentState state) {
        String hash = state.hash();
        return new DocumentState(
                state.approved(), state.edited(), state.deleted(), hash == null ? null : DocumentText.stored(hash));
    }

    /** What DESIGN says in words: the events one after the other, by revision. */
    private static @Nullable Content sortedFold(List<ReferenceChange> events) {
        List<ReferenceChange> sorted = new ArrayList<>(events);
        sorted.sort(Comparator.comparingLong(ReferenceChange::revision)
                .thenComparing(ReferenceChange::kind)
                .thenComparing(
                        event -> event.content() == null ? "" : event.content().hash()));
        Content inForce = null;
        for (ReferenceChange event : sorted) {
            inForce = switch (event.kind()) {
                case APPROVED -> event.content();
                case EDITED -> inForce == null ? null : event.content();
                case DELETED -> null;
            };
        }
        return inForce;
    }

    private static DocumentState merged(List<ReferenceChange> events) {
        DocumentState state = DocumentState.UNSEEN;
        for (ReferenceChange event : events) {
            state = DocumentMerge.merge(state, event);
        }
        return state;
    }

    /** Few revisions and few texts, so that ties, repetitions and late events are frequent. */
    private static List<ReferenceChange> randomEvents(Random random) {
        List<ReferenceChange> events = new ArrayList<>();
        int count = random.nextInt(9);
        for (int i = 0; i < count; i++) {
            ReferenceEventKind kind = KINDS.get(random.nextInt(3));
            events.add(event(kind, random.nextInt(6), kind == DELETED ? null : "text " + random.nextInt(3)));
        }
        return events;
    }

    private static List<ReferenceChange> withRepetitions(List<ReferenceChange> events, Random random) {
        List<ReferenceChange> shuffled = new ArrayList<>(events);
        for (int i = 0; !events.isEmpty() && i < random.nextInt(4); i++) {
            shuffled.add(events.get(random.nextInt(events.size())));
        }
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static ReferenceChange event(ReferenceEventKind kind, long revision, @Nullable String text) {
        return new ReferenceChange(KEY, revision, kind, text == null ? null : content(text));
    }

    private static Content content(String text) {
        return new Content(null, null, null, "[]", "hash of " + text);
    }
}
