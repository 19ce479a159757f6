package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.store.references.ReferencePast;
import org.junit.jupiter.api.Test;

/** The reference set of earlier corpus versions. */
class ReferencePastTest extends StoreTest {
    private static final DocumentKey A = new DocumentKey("chengguo", "a");
    private static final DocumentKey B = new DocumentKey("chengguo", "b");

    /** Puts a text in force at that version, as corpus sync does; null takes it out of force. */
    private void change(DocumentKey key, long version, long revision, String title, Instant now) {
        boolean there = !column(
                        "select document_id from reference_document where document_id = ? and in_force",
                        key.documentId())
                .isEmpty();
        if (there) {
            store.run(tables -> tables.replacedTexts().archive(Map.of(key, version), now));
        }
        sql(
                """
                insert into reference_document (document_type, document_id, approved_revision, in_force, text_revision,
                       title, owner_id, origin_type, origin_id, sections, content_hash, changed_version, updated_at)
                values (?, ?, ?, ?, ?, ?, 'u', 'project', 'P-1', cast(? as json), ?, ?, ?)
                    on conflict (document_type, document_id) do update
                   set in_force = excluded.in_force, text_revision = excluded.text_revision, title = excluded.title,
                       sections = excluded.sections, content_hash = excluded.content_hash,
                       changed_version = excluded.changed_version
                """,
                key.documentType(),
                key.documentId(),
                revision,
                title != null,
                revision,
                title,
                title == null ? null : "[{\"key\":\"正文\",\"text\":\"" + title + "\"}]",
                title == null ? null : "hash of " + title,
                version,
                now);
        sql("update corpus_state set version = ?", version);
    }

    private static List<String> at(long version) {
        List<String> titles = new ArrayList<>();
        store.run(tables -> tables.referencePast()
                .inForceAt(
                        version,
                        document -> titles.add(document.key().documentId() + document.revision() + " "
                                + (document.sections() == null ? "gone" : document.title()))));
        titles.sort(null);
        return titles;
    }

    private int purge(Instant before) {
        return in(tables -> tables.referencePast().purge(before, 100));
    }

    private static long wholeFrom() {
        return count(tables -> tables.referencePast().wholeFrom());
    }

    @Test
    void everyVersionShowsWhatWasInForceThen() {
        change(A, 1, 1, "甲", now());
        change(B, 2, 1, "乙", now());
        change(A, 3, 2, "甲改", now());
        change(B, 4, 2, null, now());
        change(B, 5, 1, "乙", now()); // the same text came back
        change(B, 6, 3, "乙改", now());

        assertThat(at(0)).isEmpty();
        assertThat(at(1)).containsExactly("a1 甲");
        assertThat(at(2)).containsExactly("a1 甲", "b1 乙");
        assertThat(at(3)).containsExactly("a2 甲改", "b1 乙");
        assertThat(at(4)).containsExactly("a2 甲改");
        assertThat(at(5)).containsExactly("a2 甲改", "b1 乙");
        assertThat(at(6)).containsExactly("a2 甲改", "b3 乙改");
        assertThat(wholeFrom()).isZero();
    }

    @Test
    void whatWasReplacedComesWithAllThatACheckSees() {
        change(A, 1, 1, "甲", now());
        change(A, 2, 2, "甲改", now());
        List<ReferencePast.Document> documents = new ArrayList<>();

        store.run(tables -> tables.referencePast().inForceAt(1, documents::add));

        assertThat(documents)
                .containsExactly(new ReferencePast.Document(
                        A,
                        1,
                        "甲",
                        "u",
                        new BusinessKey("project", "P-1"),
                        "[{\"key\":\"正文\",\"text\":\"甲\"}]",
                        "hash of 甲"));
    }

    @Test
    void whatGoesTellsFromWhichVersionOnNothingIsMissing() {
        change(A, 1, 1, "甲", daysAgo(20));
        change(A, 2, 2, "甲改", daysAgo(10));
        change(A, 3, 3, "甲再改", daysAgo(5));

        assertThat(purge(daysAgo(11))).isZero();
        assertThat(purge(daysAgo(9))).isEqualTo(1);
        assertThat(wholeFrom()).isEqualTo(2);
        assertThat(at(2)).containsExactly("a2 甲改");

        sql("delete from reference_text where revision = 2");
        assertThat(at(2)).as("its text went before it").containsExactly("a2 gone");
        assertThat(purge(now())).isEqualTo(1);
        assertThat(wholeFrom()).isEqualTo(3);
        assertThat(purge(now())).isZero();
        assertThat(wholeFrom()).as("never less").isEqualTo(3);
        assertThat(at(3)).containsExactly("a3 甲再改");
    }
}
