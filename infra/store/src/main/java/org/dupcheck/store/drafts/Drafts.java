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
            select based_on, title from draft
             where business_type = ? and business_id = ? and user_id = ? and based_on >= ?
            """;

    private static final String IS_THERE = """
            select exists (select from draft
                            where business_type = ? and business_id = ? and user_id = ? and based_on >= ?) as is_there
            """;

    private static final String BOXES = """
            select box, name, body, section_key from draft_box where business_type = ? and business_id = ? order by box
            """;

    /** What somebody else wrote, whose document it is no longer. */
    private static final String DROP_FOREIGN =
            "delete from draft where business_type = ? and business_id = ? and user_id <> ?";

    /** One without boxes began with nothing, so that nobody finds it. */
    private static final String LOCK = """
            insert into draft (business_type, business_id, user_id, based_on, title, changed_at)
            values (?, ?, ?, -2, '', ?)
            on conflict (business_type, business_id) do update set changed_at = excluded.changed_at
            """;

    private static final String BEGIN =
            "update draft set based_on = ?, title = ? where business_type = ? and business_id = ?";

    private static final String SET_TITLE =
            "update draft set title = ? where business_type = ? and business_id = ? and title <> ?";

    private static final String SET_BASED_ON = """
            update draft set based_on = greatest(based_on, ?)
             where business_type = ? and business_id = ? and user_id = ? and based_on >= -1
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

    private static final String DROP_EMPTY_BOXES = """
            delete from draft_box
             where business_type = ? and business_id = ? and section_key is null and box <> all (?::bigint[])
            """;

    private static final String BOX_COUNT = """
            select count(*) as boxes, coalesce(max(box), -1) as last from draft_box
             where business_type = ? and business_id = ?
            """;

    private static final String DROP_OLDEST = """
            delete from draft where (business_type, business_id) in (
                select business_type, business_id from draft where user_id = ?
                 order by changed_at desc offset ? for update skip locked)
            """;

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
     * What a person writes of a document.
     *
     * @param newest revision of its newest submission, which ends drafts that began with an older one; -1 for none
     */
    public Optional<StoredDraft> find(BusinessKey key, String userId, long newest) {
        return sql.queryOne(
                        FIND,
                        row -> new StoredDraft(row.getLong("based_on"), row.getString("title"), List.of()),
                        key.businessType(),
                        key.businessId(),
                        userId,
                        newest)
                .map(draft -> new StoredDraft(draft.basedOn(), draft.title(), boxes(key)));
    }

    /** Whether {@link #find} would find one; reads none of its texts. */
    public boolean isThere(BusinessKey key, String userId, long newest) {
        return sql.queryOne(
                        IS_THERE,
                        row -> row.getBoolean("is_there"),
                        key.businessType(),
                        key.businessId(),
                        userId,
                        newest)
                .orElseThrow();
    }

    private List<DraftBox> boxes(BusinessKey key) {
        return sql.query(
                BOXES,
                row -> new DraftBox(
                        row.getInt("box"), row.getString("name"), row.getString("body"), row.getString("section_key")),
                key.businessType(),
                key.businessId());
    }

    /**
     * Lets others that change this draft wait until the transaction ends, also where there is none yet. What another person wrote
     * of the document is dropped.
     */
    public void lock(BusinessKey key, String userId, Instant now) {
        sql.update(DROP_FOREIGN, key.businessType(), key.businessId(), userId);
        sql.update(LOCK, key.businessType(), key.businessId(), userId, now);
    }

    /**
     * Keeps a form in the place of all that was kept; the draft is locked. The drafts of this person that were left longest ago
     * are dropped.
     *
     * @param most drafts of a person
     */
    public void begin(BusinessKey key, String userId, StoredDraft draft, int most) {
        sql.update(DROP_OLDEST, userId, most);
        sql.update(BEGIN, draft.basedOn(), draft.title(), key.businessType(), key.businessId());
        List<String> before = sectionKeys(key);
        sql.update(DROP_BOXES, key.businessType(), key.businessId());
        draft.boxes().forEach(box -> putBox(key, box));
        dropTexts(key, before);
    }

    /** Keeps boxes of a draft that is locked, beside those that it has. */
    public void put(BusinessKey key, List<DraftBox> boxes) {
        List<String> before = sectionKeys(key);
        boxes.forEach(box -> putBox(key, box));
        dropTexts(key, before);
    }

    /** Drops the boxes of a draft that have no text, but for some. */
    public void dropEmptyBoxes(BusinessKey key, Collection<Integer> kept) {
        sql.update(DROP_EMPTY_BOXES, key.businessType(), key.businessId(), sql.bigints(kept, Integer::longValue));
    }

    /** Keeps the title of a draft that is locked. */
    public void setTitle(BusinessKey key, String title) {
        sql.update(SET_TITLE, title, key.businessType(), key.businessId(), title);
    }

    /** What is kept is the form of that submission from now on, where it was not that of a newer one. */
    public void setBasedOn(BusinessKey key, String userId, long revision) {
        sql.update(SET_BASED_ON, revision, key.businessType(), key.businessId(), userId);
    }

    /**
     * How many boxes a draft has, and the last one's number.
     *
     * @param last -1 for none
     */
    public record BoxCount(int boxes, int last) {}

    /** The boxes of a draft. */
    public BoxCount countBoxes(BusinessKey key) {
        return sql.queryOne(
                        BOX_COUNT,
                        row -> new BoxCount(row.getInt("boxes"), row.getInt("last")),
                        key.businessType(),
                        key.businessId())
                .orElseThrow();
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
