package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.store.drafts.DraftBox;
import org.dupcheck.store.drafts.Drafts;
import org.dupcheck.store.drafts.StoredDraft;
import org.junit.jupiter.api.Test;

class DraftsTest extends StoreTest {
    private static DraftBox box(int number, String name, String text) {
        return new DraftBox(number, name, text, text.isEmpty() ? null : name);
    }

    private void begin(long basedOn, DraftBox... boxes) {
        store.run(tables -> {
            tables.drafts().lock(key, "wang", now());
            tables.drafts().begin(key, "wang", new StoredDraft(basedOn, "title", List.of(boxes)), 500);
        });
    }

    private void put(DraftBox box) {
        store.run(tables -> {
            tables.drafts().lock(key, "wang", now());
            tables.drafts().setTitle(key, "later");
            tables.drafts().put(key, List.of(box));
        });
    }

    private void preChecked(String section) {
        sql(
                "insert into pre_check_text values (?, ?, ?, 1, null, '[]')",
                key.businessType(),
                key.businessId(),
                section);
    }

    private List<String> texts() {
        return column("select section_key from pre_check_text order by section_key");
    }

    @Test
    void aBoxTakesThePlaceOfWhatItWasWhateverItsNameIs() {
        begin(-1, box(0, "a", "one"), box(7, "b", ""));
        put(box(0, "c", "two"));
        put(box(9, "", "three"));
        assertThat(found(tables -> tables.drafts().find(key, "wang", -1)))
                .contains(new StoredDraft(
                        -1, "later", List.of(box(0, "c", "two"), box(7, "b", ""), box(9, "", "three"))));
        begin(-1, box(7, "b", "four"));
        assertThat(found(tables -> tables.drafts().find(key, "wang", -1)))
                .contains(new StoredDraft(-1, "title", List.of(box(7, "b", "four"))));
    }

    @Test
    void aNewerSubmissionEndsTheDraft() {
        begin(5, box(0, "a", "one"));
        put(box(0, "a", "two"));
        assertThat(found(tables -> tables.drafts().find(key, "wang", 5))).isPresent();
        boolean isThere = store.read(tables -> tables.drafts().isThere(key, "wang", 5));
        boolean isThereLater = store.read(tables -> tables.drafts().isThere(key, "wang", 6));
        assertThat(isThere).isTrue();
        assertThat(isThereLater).isFalse();
        assertThat(found(tables -> tables.drafts().find(key, "wang", 6))).isEmpty();
    }

    @Test
    void whoeverLocksADraftThatIsNotThereBeginsNone() {
        store.run(tables -> tables.drafts().lock(key, "wang", now()));
        assertThat(found(tables -> tables.drafts().find(key, "wang", -1))).isEmpty();
    }

    @Test
    void aTextThatNoBoxHasAnyMoreIsNotKeptAsThePreChecksEither() {
        List.of("a", "b", "c", "program's").forEach(this::preChecked);
        begin(-1, box(0, "a", "one"), box(1, "b", "two"), box(2, "c", "three"));
        assertThat(texts()).containsExactly("a", "b", "c", "program's");
        // renamed, cleared, and the name that another box has as well
        put(box(0, "x", "one"));
        put(box(1, "b", ""));
        put(box(3, "c", "four"));
        put(box(2, "y", "three"));
        assertThat(texts()).containsExactly("c", "program's");
        begin(-1, box(0, "x", "one"));
        assertThat(texts()).containsExactly("program's");
    }

    @Test
    void aSubmissionOfTheFormMakesItItsOwnAndNeverAnOlderOnes() {
        begin(5, box(0, "a", "one"));
        store.run(tables -> tables.drafts().setBasedOn(key, "wang", 7));
        store.run(tables -> tables.drafts().setBasedOn(key, "wang", 6));
        store.run(tables -> tables.drafts().setBasedOn(key, "li", 9));
        assertThat(found(tables -> tables.drafts().find(key, "wang", 7))).isPresent();
        assertThat(found(tables -> tables.drafts().find(key, "wang", 8))).isEmpty();
    }

    @Test
    void aDraftIsThePersonsWhoWritesAndEndsWhereAnotherBegins() {
        begin(-1, box(0, "a", "one"));
        assertThat(found(tables -> tables.drafts().find(key, "li", -1))).isEmpty();
        store.run(tables -> tables.drafts().lock(key, "li", now()));
        assertThat(found(tables -> tables.drafts().find(key, "wang", -1))).isEmpty();
        assertThat(column("select box from draft_box")).isEmpty();
    }

    @Test
    void emptyBoxesGoBesideThoseThatAreNamed() {
        begin(-1, box(0, "a", ""), box(1, "b", ""), box(2, "c", "text"));
        store.run(tables -> tables.drafts().dropEmptyBoxes(key, List.of(1)));
        assertThat(column("select box from draft_box order by box")).containsExactly("1", "2");
        Drafts.BoxCount left = store.read(tables -> tables.drafts().countBoxes(key));
        assertThat(left).isEqualTo(new Drafts.BoxCount(2, 2));
    }

    private void begin(BusinessKey document, String userId, Instant at) {
        store.run(tables -> {
            tables.drafts().lock(document, userId, at);
            tables.drafts().begin(document, userId, new StoredDraft(-1, "title", List.of()), 3);
        });
    }

    @Test
    void ofAPersonTheDraftsThatWereLeftLongestAgoGo() {
        for (int number = 0; number < 4; number++) {
            BusinessKey one = new BusinessKey(key.businessType(), "d" + number);
            Instant at = now().plusSeconds(number);
            begin(one, "wang", at);
        }
        begin(key, "li", now());
        assertThat(column("select business_id from draft where user_id = 'wang' order by 1"))
                .containsExactly("d1", "d2", "d3");
    }

    @Test
    void draftsThatNobodyChangedGo() {
        begin(-1, box(0, "a", "one"));
        assertThat(count(tables -> tables.drafts().purge(daysAgo(0), 10))).isZero();
        sql("update draft set changed_at = ?", daysAgo(1));
        assertThat(count(tables -> tables.drafts().purge(daysAgo(0), 10))).isOne();
        assertThat(column("select box from draft_box")).isEmpty();
    }
}
