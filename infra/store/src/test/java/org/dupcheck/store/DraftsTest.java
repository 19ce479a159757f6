package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dupcheck.store.drafts.DraftBox;
import org.dupcheck.store.drafts.StoredDraft;
import org.junit.jupiter.api.Test;

class DraftsTest extends StoreTest {
    private static DraftBox box(int number, String name, String text) {
        return new DraftBox(number, name, text, text.isEmpty() ? null : name);
    }

    private void replace(long basedOn, DraftBox... boxes) {
        store.run(tables -> tables.drafts().replace(key, new StoredDraft(basedOn, "title", List.of(boxes)), now()));
    }

    private void put(DraftBox box) {
        store.run(tables -> tables.drafts().put(key, "later", box, now()));
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
        replace(-1, box(0, "a", "one"), box(7, "b", ""));
        put(box(0, "c", "two"));
        put(box(9, "", "three"));
        assertThat(found(tables -> tables.drafts().find(key, -1)))
                .contains(new StoredDraft(
                        -1, "later", List.of(box(0, "c", "two"), box(7, "b", ""), box(9, "", "three"))));
        replace(-1, box(7, "b", "four"));
        assertThat(found(tables -> tables.drafts().find(key, -1)))
                .contains(new StoredDraft(-1, "title", List.of(box(7, "b", "four"))));
    }

    @Test
    void aNewerSubmissionEndsTheDraft() {
        replace(5, box(0, "a", "one"));
        put(box(0, "a", "two"));
        assertThat(found(tables -> tables.drafts().find(key, 5))).isPresent();
        assertThat(found(tables -> tables.drafts().find(key, 6))).isEmpty();
    }

    @Test
    void whoeverLocksADraftThatIsNotThereBeginsNone() {
        store.run(tables -> tables.drafts().lock(key, now()));
        assertThat(found(tables -> tables.drafts().find(key, -1))).isEmpty();
    }

    @Test
    void aTextThatNoBoxHasAnyMoreIsNotKeptAsThePreChecksEither() {
        List.of("a", "b", "c", "program's").forEach(this::preChecked);
        replace(-1, box(0, "a", "one"), box(1, "b", "two"), box(2, "c", "three"));
        assertThat(texts()).containsExactly("a", "b", "c", "program's");
        // renamed, cleared, and the name that another box has as well
        put(box(0, "x", "one"));
        put(box(1, "b", ""));
        put(box(3, "c", "four"));
        put(box(2, "y", "three"));
        assertThat(texts()).containsExactly("c", "program's");
        replace(-1, box(0, "x", "one"));
        assertThat(texts()).containsExactly("program's");
    }

    @Test
    void draftsThatNobodyChangedGo() {
        replace(-1, box(0, "a", "one"));
        assertThat(count(tables -> tables.drafts().purge(daysAgo(0), 10))).isZero();
        sql("update draft set changed_at = ?", daysAgo(1));
        assertThat(count(tables -> tables.drafts().purge(daysAgo(0), 10))).isOne();
        assertThat(column("select box from draft_box")).isEmpty();
    }
}
