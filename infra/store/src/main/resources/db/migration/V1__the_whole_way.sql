-- The tables of the contract. Every write to them is fenced: by revision where a business document is concerned, by
-- the row lock of corpus_state where the reference set is.

-- The customer's own table (business_id .. result) with what else a check needs. One row a business document: the
-- newest revision of a submission seen. It holds the content's hash, never the content. Pre-checks stand in pre_check.
create table check_task (
    id             bigint generated always as identity unique,
    business_id    varchar(32) not null,
    business_type  varchar(32) not null,
    hash           varchar(64),                       -- SHA-256 of the content, null for a withdrawal
    create_time    timestamptz not null,              -- when this revision was first seen
    state          smallint    not null,              -- 0 queued 1 running 2 finished 3 failed 4 superseded 5 withdrawn
    result_state   smallint,                          -- 1 duplicates exist 2 none; null unless finished
    result         json,                              -- the verdict, byte for byte; null unless finished
    revision       bigint      not null,
    mode           varchar(16) not null check (mode in ('SUBMIT', 'WITHDRAW')),
    title          text,
    verdict_id     varchar(36),
    pages_done     integer     not null default 0,
    pages_total    integer     not null default 0,
    attempts       integer     not null default 0,
    error          text,                              -- why it failed; null unless failed
    record_partition integer   not null,              -- of the Kafka record this revision came in, like the next two:
    record_offset  bigint      not null,              -- what a withdrawal by a null record takes back is what came before
    record_time    timestamptz not null,              -- it, by the broker's time or by the offset
    withdrawn_by_null boolean  not null default false, -- and not by a revision of its own
    late_withdrawal bigint     not null default -1,   -- greatest revision of a withdrawal that came once the work order was submitted
    update_time    timestamptz not null,
    primary key (business_type, business_id),
    check (state between 0 and 5),
    check (result_state between 1 and 2),
    check ((state = 2) = (result_state is not null)),
    check ((state = 2) = (verdict_id is not null))
) with (fillfactor = 70);

-- A list of checks, newest first, by whichever filter: each gives its rows in order, none sorts or reads all.
create index check_task_newest on check_task (create_time desc, id desc);
create index check_task_waiting on check_task (create_time) where state in (0, 1);  -- the oldest that waits
create index check_task_by_state on check_task (state, create_time desc, id desc);
create index check_task_by_result on check_task (result_state, create_time desc, id desc)
    where result_state is not null;
create index check_task_by_type on check_task (business_type, create_time desc, id desc);

-- The newest pre-check of each document and of each section, in states as those of check_task. Nothing here touches a
-- submission.
create table pre_check (
    business_type  varchar(32)  not null,
    business_id    varchar(32)  not null,
    section_key    varchar(128) not null,             -- '' for the whole document: no section has an empty key
    hash           varchar(64)  not null,
    create_time    timestamptz  not null,
    state          smallint     not null,
    result_state   smallint,
    revision       bigint       not null,
    title          text,
    verdict_id     varchar(36),
    pages_done     integer      not null default 0,
    pages_total    integer      not null default 0,
    attempts       integer      not null default 0,
    error          text,
    update_time    timestamptz  not null,
    retain_until   timestamptz  not null,
    primary key (business_type, business_id, section_key),
    check (state between 0 and 4),
    check (result_state between 1 and 2),
    check ((state = 2) = (result_state is not null)),
    check ((state = 2) = (verdict_id is not null))
) with (fillfactor = 70);

create index pre_check_retention on pre_check (retain_until);

-- The texts of pre-checks that have a verdict, for the side-by-side view.
create table pre_check_text (
    business_type varchar(32)  not null,
    business_id   varchar(32)  not null,
    section_key   varchar(128) not null,
    revision      bigint       not null,
    title         text,
    sections      json         not null,
    primary key (business_type, business_id, section_key)
);

-- Every verdict ever given; check_task and pre_check point at the current ones. verdict_id is derived from what the verdict is
-- pinned to, so that a check done twice gives one verdict.
create table verdict (
    verdict_id       varchar(36) primary key,
    business_type    varchar(32) not null,
    business_id      varchar(32) not null,
    mode             varchar(16) not null check (mode in ('SUBMIT', 'PRECHECK')),
    section_key      varchar(128) not null default '', -- of a pre-check of one section
    revision         bigint      not null,
    content_hash     varchar(64) not null,
    corpus_version   bigint      not null,
    engine_version   varchar(64) not null,
    settings_version varchar(64) not null,
    result_state     smallint    not null check (result_state between 1 and 2),
    created_at       timestamptz not null,
    body             json        not null
);

-- The submissions' before the pre-checks' (by the alphabet), each newest first.
create index verdict_by_business_key
    on verdict (business_type, business_id, mode desc, revision desc, created_at desc, verdict_id desc);
create index verdict_by_content on verdict (business_type, business_id, content_hash, corpus_version);
create index verdict_of_pre_check on verdict (created_at) where mode = 'PRECHECK';

-- What was submitted, for the side-by-side view and for telling the applicant; personal data and text stand only here
-- and go when retain_until has passed.
create table submission (
    business_type varchar(32) not null,
    business_id   varchar(32) not null,
    revision      bigint      not null,
    title         text,
    sections      json        not null,
    user_id       text,
    phone         text,
    locale        text,
    work_order_id text        not null,
    retain_until  timestamptz not null,
    primary key (business_type, business_id, revision)
);

create index submission_retention on submission (retain_until);

-- One row. Taking its lock is what orders the changes of the reference set: a version is visible only when all smaller
-- ones are.
create table corpus_state (
    only_row boolean primary key default true check (only_row),
    id       uuid    not null default gen_random_uuid(), -- of this reference set: copies outside are of this one or none
    version  bigint  not null default 0
);
insert into corpus_state default values;

-- A random token for each corpus version: equal versions with equal tokens are the same state of the same history. A
-- database that was put back counts the same versions again, with other tokens.
create table corpus_history (
    version bigint primary key,
    token   uuid   not null
);

create function corpus_version_changed() returns trigger language plpgsql as $$
begin
    if new.version < old.version then  -- by hand
        delete from corpus_history where version > new.version;
    end if;
    insert into corpus_history (version, token)
        select v, gen_random_uuid() from generate_series(old.version + 1, new.version) as v
        on conflict (version) do update set token = excluded.token;
    -- a range with two ends, so that the plan is a look-up whatever the statistics say
    delete from corpus_history where version between old.version - 999999 and new.version - 1000000;
    return null;
end
$$;

create trigger corpus_version_changed after update of version on corpus_state for each row
    when (old.version is distinct from new.version) execute function corpus_version_changed();

-- Reference documents, in force or not. The three revisions make the result independent of the order events come in:
-- in force if and only if approved_revision > deleted_revision, with the text of the greater of approved and edited.
create table reference_document (
    document_type     varchar(32)  not null,
    document_id       varchar(256) not null,
    approved_revision bigint,
    edited_revision   bigint,
    deleted_revision  bigint,
    in_force          boolean      not null,
    text_revision     bigint,                         -- whose text the columns below hold
    title             text,
    owner_id          text,
    sections          json,                           -- null once deleted
    content_hash      varchar(64),
    changed_version   bigint       not null default 0, -- the corpus version of the last visible change; 0 if never visible
    updated_at        timestamptz  not null,
    primary key (document_type, document_id)
);

create unique index reference_document_changes on reference_document (changed_version) where changed_version > 0;

-- Texts that verdicts may still point into, though the document has moved on or is gone.
create table reference_text (
    document_type varchar(32)  not null,
    document_id   varchar(256) not null,
    revision      bigint       not null,
    title         text,
    sections      json         not null,
    replaced_at   timestamptz  not null,
    primary key (document_type, document_id, revision)
);

create index reference_text_retention on reference_text (replaced_at);

-- Not compressed: on our texts pglz saves 45 % of the space and makes inserting four times as slow.
alter table reference_document alter column sections set storage external;
alter table reference_text alter column sections set storage external;

-- One row a business document that was sent with SUBMIT.
create table work_order (
    business_type   varchar(32) not null,
    business_id     varchar(32) not null,
    work_order_id   text        not null,
    revision        bigint      not null,
    verdict_id      varchar(36) not null,
    state           varchar(32) not null check (state in ('AWAITING_CONFIRMATION', 'SUBMITTED', 'WITHDRAWN')),
    declined_verdict_id varchar(36),                    -- on which the applicant decided to withdraw this revision
    updated_at      timestamptz not null,
    primary key (business_type, business_id)
);

create index work_order_by_id on work_order (work_order_id);

create table work_order_history (
    id            bigint generated always as identity primary key,
    business_type varchar(32) not null,
    business_id   varchar(32) not null,
    work_order_id text        not null,
    revision      bigint      not null,
    verdict_id    varchar(36),
    state         varchar(32) not null,
    reason        text,
    user_id       text,
    at            timestamptz not null,
    unique (business_type, business_id, revision, state)
);

create index work_order_history_by_id on work_order_history (work_order_id, id);
create index work_order_history_personal on work_order_history (at) where reason is not null or user_id is not null;

-- Commands that were decided on; sent_at is null until Kafka has acknowledged them. One a revision at most.
create table work_order_command (
    command_id    varchar(36) primary key,
    business_type varchar(32) not null,
    business_id   varchar(32) not null,
    revision      bigint      not null,
    body          json        not null,
    created_at    timestamptz not null,
    sent_at       timestamptz,
    unique (business_type, business_id, revision)
);

create index work_order_command_unsent on work_order_command (created_at) where sent_at is null;
create index work_order_command_retention on work_order_command (sent_at) where sent_at is not null;

-- Decisions as they came in, also before the verdict's own event did.
create table confirmation (
    verdict_id    varchar(36) primary key,
    business_type varchar(32) not null,
    business_id   varchar(32) not null,
    decision      varchar(16) not null check (decision in ('CONFIRM', 'WITHDRAW')),
    reason        text,
    user_id       text,
    occurred_at   timestamptz not null,                 -- by the sender's clock
    recorded_at   timestamptz not null,                 -- by ours: retention counts from here
    outcome       varchar(16) not null check (outcome in ('PENDING', 'APPLIED', 'STALE'))
);

create index confirmation_pending on confirmation (business_type, business_id) where outcome = 'PENDING';
create index confirmation_retention on confirmation (recorded_at);

create table site_message (
    id            bigint generated always as identity primary key,
    business_type varchar(32) not null,
    business_id   varchar(32) not null,
    revision      bigint      not null,
    verdict_id    varchar(36),
    user_id       text        not null,
    kind          varchar(32) not null,
    title         text        not null,
    body          text        not null,
    created_at    timestamptz not null,
    read_at       timestamptz,
    voided_at     timestamptz,
    unique (business_type, business_id, revision, kind)
);

create index site_message_by_user on site_message (user_id, id desc);
create index site_message_retention on site_message (created_at);

-- One row a message that goes out of the house; the gateway is told delivery_id, so that it can refuse a double.
create table delivery (
    delivery_id   varchar(36) primary key,
    channel       varchar(16) not null,
    business_type varchar(32) not null,
    business_id   varchar(32) not null,
    revision      bigint      not null,
    recipient     text,                               -- null once SENT, FAILED or VOIDED: kept while it is needed
    body          text        not null,
    state         varchar(16) not null check (state in ('PENDING', 'SENDING', 'SENT', 'FAILED', 'UNKNOWN', 'VOIDED')),
    attempts      integer     not null default 0,
    error         text,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    unique (channel, business_type, business_id, revision)
);

create index delivery_pending on delivery (created_at) where state in ('PENDING', 'SENDING');
create index delivery_retention on delivery (created_at);
