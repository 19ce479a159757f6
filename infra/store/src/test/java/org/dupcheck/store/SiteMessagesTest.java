package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.messages.NewMessage;
import org.dupcheck.store.messages.SiteMessage;
import org.dupcheck.store.workorders.WorkOrderState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SiteMessagesTest extends StoreTest {
    @Test
    void messagesAreListedNewestFirst() {
        write(1, MessageKind.DUPLICATES, now());
        write(2, MessageKind.CLEAN, now());
        List<SiteMessage> messages = listed();
        assertThat(messages)
                .extracting(message -> message.kind() + " " + message.revision())
                .containsExactly("CLEAN 2", "DUPLICATES 1");
        SiteMessage first = messages.get(1);
        assertThat(store.<List<SiteMessage>>read(tables -> tables.siteMessages().list(user(), first.id(), 10)))
                .isEmpty();
        assertThat(first.title()).isEqualTo("title");
        assertThat(first.body()).isEqualTo("body");
        assertThat(first.verdictId()).isEqualTo(verdictId(1));
        assertThat(first.createdAt()).isEqualTo(now());
        assertThat(first.readAt()).isNull();
    }

    @Test
    void aMessageIsNeitherListedNorMarkedForThoseItIsNotFor() {
        write(1, MessageKind.CLEAN, now());
        long id = listed().get(0).id();
        assertThat(listed(List.of("lixiang"))).hasSize(1);
        assertThat(listed(List.of("other"))).isEmpty();
        assertThat(listed(List.of())).isEmpty();
        assertThat(marks(id, "somebody else", null)).isFalse();
        assertThat(marks(id, user(), List.of("other"))).isFalse();
        assertThat(marks(id, null, List.of())).isFalse();
        assertThat(listed().get(0).readAt()).isNull();
        assertThat(marks(id, user(), List.of("other", "lixiang"))).isTrue();
        assertThat(listed().get(0).readAt()).isEqualTo(now());
    }

    private List<SiteMessage> listed(List<String> types) {
        return all(tables -> tables.siteMessages().list(user(), types, Long.MAX_VALUE, 10));
    }

    private boolean marks(long id, @Nullable String userId, @Nullable List<String> types) {
        return holds(tables -> tables.siteMessages().markRead(id, userId, types, now()));
    }

    @Test
    void theFirstReadingCounts() {
        write(1, MessageKind.CLEAN, now());
        long id = listed().get(0).id();
        assertThat(holds(tables -> tables.siteMessages().markRead(id, null, null, now())))
                .isTrue();
        assertThat(holds(tables -> tables.siteMessages().markRead(id, null, null, now().plusSeconds(9))))
                .isTrue();
        assertThat(listed().get(0).readAt()).isEqualTo(now());
        assertThat(holds(tables -> tables.siteMessages().markRead(Long.MAX_VALUE, null, null, now())))
                .isFalse();
    }

    @Test
    void whatANewOutcomeMakesUntrueIsVoidedAndWhatWasToldOfASubmittedOrderIsNot() {
        order(1, WorkOrderState.SUBMITTED);
        write(1, MessageKind.CLEAN, now());
        write(2, MessageKind.CHECK_FAILED, now());
        write(3, MessageKind.DUPLICATES, now());
        store.run(tables -> tables.siteMessages().voidOvertaken(key, 2, now()));
        assertThat(kinds()).containsExactly("DUPLICATES 3", "CLEAN 1");
        write(4, MessageKind.CLEAN, now());
        store.run(tables -> tables.siteMessages().voidAll(key, 4, now()));
        assertThat(kinds()).containsExactly("CLEAN 1");

        write(3, MessageKind.DUPLICATES, now());
        assertThat(kinds()).as("sent again, it counts as new").containsExactly("DUPLICATES 3", "CLEAN 1");
    }

    @Test
    void whatWasToldOfOneVerdictIsToldOfTheNextOnTheSameText() {
        duplicates(1);
        duplicates(2);
        write(1, MessageKind.DUPLICATES, now());
        store.run(tables -> tables.siteMessages().carryOver(key, 2, verdictId(2)));
        assertThat(kinds()).containsExactly("DUPLICATES 2");
        assertThat(listed().get(0).verdictId()).isEqualTo(verdictId(2));
        duplicates(3);
        sql("update verdict set content_hash = 'edited' where verdict_id = ?", verdictId(3));
        store.run(tables -> tables.siteMessages().carryOver(key, 3, verdictId(3)));
        assertThat(kinds()).as("another text").containsExactly("DUPLICATES 2");
    }

    @Test
    void whatIsDueGoesAndWhatIsNotStays() {
        write(1, MessageKind.CLEAN, daysAgo(10));
        write(2, MessageKind.CHECK_FAILED, daysAgo(9));
        write(3, MessageKind.CONFIRMED, daysAgo(8));
        assertThat(purge(9, 100)).isEqualTo(1);
        assertThat(kinds()).containsExactly("CONFIRMED 3", "CHECK_FAILED 2");
        assertThat(purge(7, 1)).isEqualTo(1);
        assertThat(kinds()).as("a step is bounded, the oldest goes first").containsExactly("CONFIRMED 3");
        assertThat(purge(7, 1)).isEqualTo(1);
        assertThat(purge(7, 1)).isZero();
    }

    @Test
    void whatAsksForAnOpenDecisionStaysReadOrNotUntilItIsDecided() {
        keepSubmission(1);
        order(1, WorkOrderState.AWAITING_CONFIRMATION, daysAgo(10));
        write(1, MessageKind.DUPLICATES, daysAgo(10));
        write(1, MessageKind.CHECK_FAILED, daysAgo(10));
        long id = listed().get(1).id();
        assertThat(purge(9, 100)).as("of the failure").isEqualTo(1);
        in(tables -> tables.siteMessages().markRead(id, null, null, now()));
        assertThat(purge(9, 100)).isZero();
        assertThat(kinds()).containsExactly("DUPLICATES 1");

        order(1, WorkOrderState.WITHDRAWN);
        assertThat(purge(9, 100)).isEqualTo(1);
    }

    @Test
    void whatAsksForADecisionGoesWithTheSubmissionThatItIsAbout() {
        keepSubmission(1);
        order(1, WorkOrderState.AWAITING_CONFIRMATION, daysAgo(10));
        write(1, MessageKind.CONFIRMATION_NEEDED, daysAgo(10));
        assertThat(purge(9, 100)).isZero();
        sql("delete from submission where business_id = ?", key.businessId());
        assertThat(purge(9, 100)).isEqualTo(1);
    }

    @Test
    void whatAsksForADecisionOnAnOvertakenRevisionGoes() {
        keepSubmission(1);
        order(1, WorkOrderState.AWAITING_CONFIRMATION, daysAgo(10));
        write(1, MessageKind.DUPLICATES, daysAgo(10));
        order(2, WorkOrderState.SUBMITTED, daysAgo(10));
        assertThat(purge(9, 100)).isEqualTo(1);
    }

    private String user() {
        return "user-of-" + key.businessId();
    }

    private void write(long revision, MessageKind kind, Instant time) {
        NewMessage message = new NewMessage(key, revision, verdictId(revision), user(), kind, "title", "body");
        store.run(tables -> tables.siteMessages().write(message, time));
    }

    private int purge(int days, int limit) {
        return in(tables -> tables.siteMessages().purge(daysAgo(days), limit));
    }

    private List<SiteMessage> listed() {
        return store.read(tables -> tables.siteMessages().list(user(), Long.MAX_VALUE, 10));
    }

    private List<String> kinds() {
        return listed().stream()
                .map(message -> message.kind() + " " + message.revision())
                .toList();
    }
}
