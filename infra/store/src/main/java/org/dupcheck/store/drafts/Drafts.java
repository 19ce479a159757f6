package org.dupcheck.store.drafts;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.store.sql.Sql;

/** Keeps drafts box by box. A text that a box does not have any more is not kept as its pre-check's either. */
public final class Drafts {
    private static final String FIND = """
            select based_on, title from draft where business_type = ? and business_id = ? and based_on >= ?
            """;

    private static final String BOXES = """
            select box, name, body, section_key from draft_box where business_type = ? and business_id = ? order by box
            """;

    /** One without boxes began with nothing, so that nobody finds it. */
    private static final String LOCK = """
            insert into draft (business_type, business_id, based_on, title, changed_at) values (?, ?, -2, '', ?)
            on conflict (business_type, business_id) do update set changed_at = excluded.changed_at
            """;

    private static final String PUT = """
            insert into draft as d (business_type, business_id, based_on, title, changed_at) values (?, ?, ?, ?, ?)
            on conflict (business_type, business_id) do update set
                based_on = greatest(d.based_on, excluded.based_on), title = excluded.title,
                changed_at = excluded.changed_at
            """;

    private static final String PUT_BOX = """
            insert into draft_box (business_type, business_id, box, name, body, section_key) values (?, ?, ?, ?, ?, ?)
            on conflict (business_type, business_id, box) do update set
                name = excluded.name, body = excluded.body, section_key = excluded.section_key
            """;

    private static final String KEYS = """
            select section_key from draft_box
             where business_type = ? and business_id = ? and section_key is not null
            """;

    private static final String DROP_BOXES = "delete from draft_box where business_type = ? and business_id = ?";

    private static final String DROP_TEXTS = """
            delete from pre_check_text t
             where t.business_type = ? and t.business_id = ? and t.section_key = any (?::text[])
               and not exists (select from draft_box b
                                where b.business_type = t.business_type and b.business_id = t.business_id
                                  and b.section_key = t.section_key)
            """;

    private static final String PURGE = """
            delete from draft where (business_type, business_id) in (
                select business_type, business_id from draft where changed_at < ?
                 order by changed_at limit ? for update skip locked)
            """;

    private final Sql sql;

    public Drafts(Sql sql) {
        this.sql = sql;
    }

    /**
     * The draft of a document.
     *
     * @param newest revision of its newest submission, which ends drafts that began with an older one; -1 for none
     */
    public Optional<StoredDraft> find(BusinessKey key, long newest) {
        return sql.queryOne(
                        FIND,
                        row -> new StoredDraft(row.getLong("based_on"), row.getString("title"), List.of()),
                        key.businessType(),
                        key.businessId(),
                        newest)
                .map(draft -> new StoredDraft(draft.basedOn(), draft.title(), boxes(key)));
    }

    private List<DraftBox> boxes(BusinessKey key) {
        return sql.query(
                BOXES,
                row -> new DraftBox(
                        row.getInt("box"), row.getString("name"), row.getString("body"), row.getString("section_key")),
                key.businessType(),
                key.businessId());
    }

    /** Lets others that change this draft wait until the transaction ends, also where there is none yet. */
    public void lock(BusinessKey key, Instant now) {
        sql.update(LOCK, key.businessType(), key.businessId(), now);
    }

    /** Keeps a whole form in the place of what was kept. */
    public void replace(BusinessKey key, StoredDraft draft, Instant now) {
        put(key, draft.basedOn(), draft.title(), now);
        List<String> before = sectionKeys(key);
        sql.update(DROP_BOXES, key.businessType(), key.businessId());
        draft.boxes().forEach(box -> putBox(key, box));
        dropTexts(key, before);
    }

    /** Keeps a box and the title of a draft that there is. */
    public void put(BusinessKey key, String title, DraftBox box, Instant now) {
        put(key, -1, title, now);
        List<String> before = sectionKeys(key);
        putBox(key, box);
        dropTexts(key, before);
    }

    /** Keeps the title of a draft that there is. */
    public void put(BusinessKey key, String title, Instant now) {
        put(key, -1, title, now);
    }

    private void put(BusinessKey key, long basedOn, String title, Instant now) {
        sql.update(PUT, key.businessType(), key.businessId(), basedOn, title, now);
    }

    private void putBox(BusinessKey key, DraftBox box) {
        sql.update(
                PUT_BOX, key.businessType(), key.businessId(), box.number(), box.name(), box.text(), box.sectionKey());
    }

    private List<String> sectionKeys(BusinessKey key) {
        return sql.query(KEYS, row -> row.getString("section_key"), key.businessType(), key.businessId());
    }

    private void dropTexts(BusinessKey key, Collection<String> before) {
        sql.update(DROP_TEXTS, key.businessType(), key.businessId(), sql.texts(before, name -> name));
    }

    /**
     * Deletes drafts that nobody has changed since then.
     *
     * @return how many, at most {@code limit}
     */
    public int purge(Instant before, int limit) {
        return sql.update(PURGE, before, limit);
    }
}
