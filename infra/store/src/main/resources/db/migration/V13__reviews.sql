-- What reviewers do about a verdict: decisions, what they leave out of its figures and what they take back. Rows are only
-- added; what is in force follows from all of them in their order. They go with the verdict and not before.
create table verdict_review (
    verdict_id    varchar(36) not null references verdict on delete cascade,
    number        integer     not null check (number >= 1),      -- grows by one for each verdict
    kind          varchar(16) not null check (kind in ('ACCEPT', 'RETURN', 'EXPLAIN', 'EXCLUDE', 'RESTORE')),
    user_id       text        not null,
    user_name     text        not null,
    acted_at      timestamptz not null,                           -- by the gateway's clock; the order is that of the numbers
    note          text,                                           -- of a decision; the reason of the others
    document_type varchar(32),                                    -- what is left out: a source,
    document_id   varchar(256),
    section_key   varchar(128),                                   -- or one of its passages
    span_start    integer,
    span_end      integer,
    primary key (verdict_id, number),
    check ((kind in ('EXCLUDE', 'RESTORE')) = (document_type is not null)),
    check ((document_type is null) = (document_id is null)),
    check ((section_key is null) = (span_start is null) and (section_key is null) = (span_end is null)),
    check (section_key is null or document_id is not null)
);

create function verdict_review_kept() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and not exists (select from verdict where verdict_id = old.verdict_id) then
        return old;
    end if;
    raise exception 'what reviewers did is neither changed nor deleted';
end
$$;

create trigger verdict_review_kept before update or delete on verdict_review
    for each row execute function verdict_review_kept();

-- How many tokens lie between the borders of a verdict's passages: counted once, while the texts are there, so that the
-- figures can be worked out without a passage for as long as there is the verdict. Numbers and section keys, no text.
create table passage_count (
    verdict_id varchar(36) primary key references verdict on delete cascade,
    counted_at timestamptz not null,
    body       json        not null
);

-- The decision that stood last on any verdict of the document, so that the desk is a walk along an index. No statement of
-- the check role knows of it: what it means for the verdict of now, the database works out.
alter table check_task
    add column decided_verdict_id varchar(36),
    add column decision           varchar(16),
    add column decided_by         text,
    -- 0 undecided 1 accepted 2 returned 3 asked to explain 4 decided, and there is another verdict since
    add column review_state       smallint not null generated always as (
        case when decided_verdict_id is null then 0
             when decided_verdict_id is distinct from verdict_id then 4
             when decision = 'ACCEPT' then 1
             when decision = 'RETURN' then 2
             else 3 end) stored;

create index check_task_by_review on check_task (review_state, containment desc, id desc) where state = 2;
create index check_task_by_type_and_review on check_task (business_type, review_state, containment desc, id desc)
    where state = 2;
-- the newest are hardly decided yet: those that are not are found soon along check_task_newest
create index check_task_decided on check_task (review_state, create_time desc, id desc) where state = 2 and review_state > 0;
create index check_task_decided_of_type on check_task (business_type, review_state, create_time desc, id desc)
    where state = 2 and review_state > 0;
