package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Section;
import org.dupcheck.store.references.Content;
import org.dupcheck.store.references.DocumentState;
import org.dupcheck.store.references.DocumentText;
import org.dupcheck.store.references.ReferenceFeed;
import org.dupcheck.store.references.ReferenceViews;
import org.dupcheck.store.references.StoredDocument;
import org.junit.jupiter.api.Test;

/** The reference set: written, shown, fed to the indexes, and its replaced texts. */
class ReferencesTest extends StoreTest {
    private static final DocumentKey A = new DocumentKey("chengguo", "a");
    private static final DocumentKey B = new DocumentKey("lixiang", "b");
    private static final BusinessKey ORIGIN = new BusinessKey("project", "7");

    @Test
    void whatIsWrittenIsReadWithoutItsText() {
        StoredDocument a = approved(1, 1, "甲");
        put(A, a);
        Map<DocumentKey, StoredDocument> rows =
                in(tables -> tables.referenceDocuments().read(List.of(A, B)));
        assertThat(rows).containsOnlyKeys(A);
        StoredDocument read = rows.get(A);
        assertThat(read.state().approved()).isEqualTo(1);
        assertThat(read.state().deleted()).isEqualTo(DocumentState.NEVER);
        assertThat(read.state().hash()).isEqualTo(a.state().hash());
        assertThat(read.state().looksLike(a.state())).isTrue();
        assertThat(read.shownRevision()).isEqualTo(1);
        assertThat(read.changedVersion()).isEqualTo(1);
        assertThat(count(tables -> tables.corpusState().version())).isEqualTo(1);
        put(A, read);
        assertThat(found(tables -> tables.referenceViews().document(new JsonCodec(), "chengguo", "a")))
                .as("a row written without its text keeps its own")
                .hasValueSatisfying(document -> {
                    assertThat(document.title()).isEqualTo("甲");
                    assertThat(document.ownerId()).isEqualTo("owner");
                    assertThat(document.sections()).containsExactly(new Section("正文", "甲的正文"));
                    assertThat(document.updatedAt()).isEqualTo(now());
                });
    }

    @Test
    void whatWasDeletedBeforeItsTextCameIsReadWithoutAHash() {
        put(B, deleted(5, 2));
        assertThat(in(tables -> tables.referenceDocuments().read(List.of(B))).get(B))
                .satisfies(read -> assertThat(read.state().text()).isNull())
                .satisfies(read -> assertThat(read.state().hash()).isNull());
    }

    @Test
    void atEqualRevisionsTheDeletionWins() {
        Content content = new Content("甲", "owner", null, "[]", "hash");
        DocumentText text = DocumentText.of(content);
        assertThat(new DocumentState(3, DocumentState.NEVER, 3, text).inForce()).isFalse();
        assertThat(new DocumentState(4, DocumentState.NEVER, 3, text).inForce()).isTrue();
    }

    @Test
    void theNewestApprovalOrEditSaysWhoseTextCounts() {
        assertThat(new DocumentState(4, 7, 9, null).textRevision()).isEqualTo(7);
        assertThat(new DocumentState(8, 7, 9, null).textRevision()).isEqualTo(8);
    }

    @Test
    void aCheckSeesADifferenceOnlyInWhatIsInForceAndInItsContent() {
        DocumentState one = approved(1, 1, "甲").state();
        assertThat(one.looksLike(approved(2, 2, "甲").state())).isTrue();
        assertThat(one.looksLike(approved(2, 2, "乙").state())).isFalse();
        assertThat(one.looksLike(deleted(2, 2).state())).isFalse();
        assertThat(deleted(2, 2).state().looksLike(one)).isFalse();
        assertThat(deleted(2, 2).state().looksLike(DocumentState.UNSEEN)).isTrue();
    }

    @Test
    void aChangeThatNoCheckSeesTakesNoVersionAndLeavesTheTextUnderItsRevision() {
        StoredDocument before = approved(5, 3, "甲");
        StoredDocument same = before.become(approved(8, 0, "甲").state(), 4);
        assertThat(same.shownRevision()).as("verdicts name revision 5").isEqualTo(5);
        assertThat(same.changedVersion()).isEqualTo(3);
        assertThat(before.losesItsText(same)).isFalse();

        StoredDocument other = before.become(approved(8, 0, "乙").state(), 4);
        assertThat(other.shownRevision()).isEqualTo(8);
        assertThat(other.changedVersion()).isEqualTo(4);
        assertThat(before.losesItsText(other)).isTrue();
    }

    @Test
    void whatIsNotInForceHasNoTextToLoseAndIsShownUnderItsNewestRevision() {
        StoredDocument gone = deleted(6, 4);
        assertThat(approved(5, 3, "甲").losesItsText(gone)).isTrue();
        assertThat(gone.losesItsText(approved(7, 5, "甲"))).isFalse();
        StoredDocument stillGone =
                gone.become(new DocumentState(7, DocumentState.NEVER, 9, DocumentText.stored("hash")), 5);
        assertThat(stillGone.changedVersion()).isEqualTo(4);
        assertThat(stillGone.shownRevision()).isEqualTo(7);
    }

    @Test
    void whoTakesTheLockIsToldTheVersion() {
        put(A, approved(1, 3, "甲"));
        assertThat(count(tables -> tables.corpusState().lock())).isEqualTo(3);
    }

    @Test
    void documentsInForceAreCountedAndListedInOrder() {
        put(A, approved(1, 1, "甲"));
        put(B, approved(1, 2, "乙"));
        put(new DocumentKey("lixiang", "c"), deleted(3, 3));
        ReferenceViews.Counts counts = in(tables -> tables.referenceViews().count());
        assertThat(counts.total()).isEqualTo(2);
        assertThat(counts.corpusVersion()).isEqualTo(3);
        assertThat(counts.counts()).isEqualTo(Map.of("chengguo", 1L, "lixiang", 1L));
        assertThat(list(null, null, List.of())).containsExactly("a", "b");
        assertThat(list("lixiang", null, List.of())).containsExactly("b");
        assertThat(list(null, "a", List.of())).containsExactly("a");
        assertThat(list(null, null, List.of("chengguo", "a"))).containsExactly("b");
    }

    @Test
    void aDocumentNamesItsContentAndTheNewestRevisionOfAnyEventAboutIt() {
        DocumentState said =
                new DocumentState(5, 3, 4, approved(5, 1, "甲").state().text());
        put(A, new StoredDocument(said, 2, 1)); // revision 5 brought the content that stands under 2
        put(B, new StoredDocument(new DocumentState(5, 8, 4, said.text()), 5, 2));
        List<ReferenceViews.Listed> listed =
                in(tables -> tables.referenceViews().list(null, null, List.of(), 10));
        assertThat(listed)
                .extracting(
                        ReferenceViews.Listed::revision,
                        ReferenceViews.Listed::newestRevision,
                        ReferenceViews.Listed::contentHash)
                .containsExactly(tuple(2L, 5L, "hash of 甲"), tuple(5L, 8L, "hash of 甲"));
        assertThat(found(tables -> tables.referenceViews().document(new JsonCodec(), "lixiang", "b")))
                .get()
                .extracting(ReferenceViews.Document::newestRevision, ReferenceViews.Document::contentHash)
                .containsExactly(8L, "hash of 甲");
    }

    @Test
    void whatHasComeOfDocumentsIsToldWithTheVersionOfTheSameMoment() {
        put(A, approved(4, 1, "甲"));
        put(B, deleted(5, 2));
        ReferenceViews.DocumentRows rows =
                in(tables -> tables.referenceViews().rows(List.of(A, B, new DocumentKey("lixiang", "never"))));
        assertThat(rows.corpusVersion()).isEqualTo(2);
        assertThat(rows.rows()).containsOnlyKeys(A, B);
        assertThat(rows.rows().get(A)).isEqualTo(new ReferenceViews.DocumentRow(4L, null, null, true, 4L, "hash of 甲"));
        assertThat(rows.rows().get(B).inForce()).isFalse();
        assertThat(rows.rows().get(B).deleted()).isEqualTo(5);
        assertThat(in(tables -> tables.referenceViews().rows(List.of())).rows()).isEmpty();
    }

    @Test
    void theFeedHandsOutChangesInOrderWithTheTokensOfTheirHistory() {
        put(A, approved(1, 1, "甲"));
        put(B, approved(1, 2, "乙"));
        put(A, deleted(2, 3));
        List<ReferenceFeed.Row> rows = feed(1);
        assertThat(rows)
                .extracting(
                        row -> row.document() == null ? null : row.document().key())
                .containsExactly(B, A);
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.version()).isEqualTo(3);
            assertThat(row.token()).isEqualTo(token(3));
            assertThat(row.heldToken()).isEqualTo(token(1));
        });
        ReferenceFeed.ChangedDocument removed = rows.get(1).document();
        assertThat(removed.inForce()).isFalse();
        assertThat(removed.sections()).isNull();
        assertThat(removed.version()).isEqualTo(3);
        assertThat(removed.token()).isEqualTo(token(3));
        assertThat(rows.get(0).document().title()).isEqualTo("乙");
        assertThat(rows.get(0).document().origin()).isEqualTo(ORIGIN);
        assertThat(feed(0)).as("of an empty copy nothing need be removed").hasSize(1);
        assertThat(feed(3))
                .singleElement()
                .satisfies(row -> assertThat(row.document()).isNull());

        List<ReferenceFeed.Title> titles = new ArrayList<>();
        store.run(tables -> tables.referenceFeed().titlesUpTo(3, titles::add));
        assertThat(titles).containsExactly(new ReferenceFeed.Title(B, 1, "乙", ORIGIN));
        put(A, approved(3, 4, "丙"));
        titles.clear();
        store.run(tables -> tables.referenceFeed().titlesUpTo(4, titles::add));
        assertThat(titles).extracting(ReferenceFeed.Title::key).containsExactlyInAnyOrder(A, B);
        assertThat(text(tables -> tables.referenceFeed().lineage())).matches("[0-9a-f-]{36}[0-9-]*");
    }

    @Test
    void replacedTextsGoWhenTheyAreDueCountedFromTheLastTimeTheyWereReplaced() {
        put(A, approved(1, 1, "甲"));
        put(B, approved(1, 2, "乙"));
        archive(A, daysAgo(10));
        archive(B, daysAgo(10));
        archive(B, daysAgo(8));
        store.run(tables -> tables.replacedTexts().archive(Map.of(), now()));
        assertThat(replaced()).containsExactly("a", "b");
        put(A, approved(2, 3, "新"));
        assertThat(shownText(1)).contains("甲的正文");
        assertThat(shownText(2)).contains("新的正文");
        assertThat(found(tables -> tables.referenceViews().text("chengguo", "a", 3)))
                .isEmpty();
        assertThat(purge(10)).isZero();
        assertThat(purge(9)).isEqualTo(1);
        assertThat(replaced()).containsExactly("b");
        assertThat(purge(7)).isEqualTo(1);
        assertThat(column("select document_id from reference_document where sections is not null"))
                .as("what is in force is not touched")
                .hasSize(2);
    }

    private static String shownText(long revision) {
        return in(tables -> tables.referenceViews().text("chengguo", "a", revision))
                .orElseThrow()
                .sections();
    }

    private void archive(DocumentKey key, Instant time) {
        store.run(tables -> tables.replacedTexts().archive(Map.of(key, 99L), time));
    }

    private int purge(int days) {
        return in(tables -> tables.replacedTexts().purge(daysAgo(days), 100));
    }

    private static List<String> replaced() {
        return column("select document_id from reference_text order by document_id");
    }

    private static List<String> list(String type, String prefix, List<String> after) {
        return in(tables -> tables.referenceViews().list(type, prefix, after, 10)).stream()
                .map(ReferenceViews.Listed::documentId)
                .toList();
    }

    private static List<ReferenceFeed.Row> feed(long version) {
        List<ReferenceFeed.Row> rows = new ArrayList<>();
        store.run(tables -> tables.referenceFeed().changesAfter(version, rows::add));
        return rows;
    }

    private static String token(long version) {
        return column("select token::text from corpus_history where version = ?", version)
                .get(0);
    }

    private void put(DocumentKey key, StoredDocument document) {
        store.run(tables -> {
            long version = tables.corpusState().lock();
            tables.referenceDocuments().write(Map.of(key, document), now());
            tables.corpusState().setVersion(Math.max(version, document.changedVersion()));
        });
    }

    private static StoredDocument approved(long revision, long version, String title) {
        Content content = new Content(
                title, "owner", ORIGIN, "[{\"key\":\"正文\",\"text\":\"" + title + "的正文\"}]", "hash of " + title);
        DocumentState state =
                new DocumentState(revision, DocumentState.NEVER, DocumentState.NEVER, DocumentText.of(content));
        return new StoredDocument(state, revision, version);
    }

    private static StoredDocument deleted(long revision, long version) {
        DocumentState state = new DocumentState(revision - 1, DocumentState.NEVER, revision, null);
        assertThat(state.inForce()).isFalse();
        return new StoredDocument(state, state.textRevision(), version);
    }
}
