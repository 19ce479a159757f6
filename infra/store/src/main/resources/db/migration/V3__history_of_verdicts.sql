-- What a line of the history shows, so that a list reads no whole verdicts. Null where a verdict is older than these
-- columns, or was stored by a node of an older version: then the body is read.
alter table verdict
    add column reason         text,
    add column containment    double precision,
    add column longest_run    integer,
    add column tokens         integer,
    add column matched_tokens integer;

-- The verdict before one: the newest of the same document or section. A document may have many pre-checks of sections.
create index verdict_of_pre_check_by_section
    on verdict (business_type, business_id, section_key, revision desc, created_at desc, verdict_id desc)
    where mode = 'PRECHECK';
