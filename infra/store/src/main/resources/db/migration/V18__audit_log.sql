-- Who decided what, on which verdict. Rows are only added, each with the hash of the one before, by the database itself: no
-- writer can leave a link out. What is personal lies beside it and can be forgotten; the log keeps a hash of it.
create table audit_log (
    number     bigint      primary key,               -- 1, 2, 3 … without a gap
    entry_id   uuid        not null unique,
    at         timestamptz not null,                   -- by the database's clock
    action     varchar(32) not null,                   -- org.dupcheck.store.audit.AuditAction
    business_type varchar(32),                         -- whose auditors may read it; null: those of all types
    subject    text        not null,                   -- what was decided on: type:id of a document, the type of a policy …
    revision   bigint,
    verdict_id varchar(36),
    detail     text,                                   -- what more is said of it, nothing personal
    person     varchar(64) not null,                   -- the hash of who and why, with a salt
    previous   varchar(64) not null,
    hash       varchar(64) not null
);
create index audit_log_of on audit_log (subject, number);
create index audit_log_of_type on audit_log (business_type, number);

create table audit_person (
    entry_id uuid        primary key,
    at       timestamptz not null default clock_timestamp(),
    user_id  text,                                     -- null: nobody, the rules decided
    note     text,                                     -- in somebody's words
    salt     varchar(32) not null
);
create index audit_person_by_time on audit_person (at);

-- What a transaction adds, until it commits: the log is locked within the commit only, so that no writer that hangs in the
-- middle of its transaction holds up the others.
create unlogged table audit_pending (
    entry_id   uuid        primary key,
    action     varchar(32) not null,
    business_type varchar(32),
    subject    text        not null,
    revision   bigint,
    verdict_id varchar(36),
    detail     text,
    person     varchar(64) not null
);

-- A text with its length before it, so that no two rows read alike; org.dupcheck.store.audit.AuditHash does the same.
create function audit_field(value text) returns text immutable language sql as $$
    select case when value is null then '-' else octet_length(value) || ':' || value end
$$;

create function audit_chain() returns trigger language plpgsql as $$
declare
    last_number bigint;
    last_hash   text;
    entry       audit_log;
begin
    perform pg_advisory_xact_lock(5132025, 18);
    -- a statement of its own, so that it sees what the one before has committed
    select number, hash into last_number, last_hash from audit_log order by number desc limit 1;
    entry.number     := coalesce(last_number, 0) + 1;
    entry.previous   := coalesce(last_hash, repeat('0', 64));
    entry.entry_id   := new.entry_id;
    entry.at         := clock_timestamp();
    entry.action     := new.action;
    entry.business_type := new.business_type;
    entry.subject    := new.subject;
    entry.revision   := new.revision;
    entry.verdict_id := new.verdict_id;
    entry.detail     := new.detail;
    entry.person     := new.person;
    entry.hash       := encode(sha256(convert_to(concat_ws(',',
        audit_field(entry.previous),
        audit_field(cast(entry.number as text)),
        audit_field(cast(entry.entry_id as text)),
        audit_field(cast(cast(extract(epoch from entry.at) * 1000000 as bigint) as text)),
        audit_field(entry.action),
        audit_field(entry.business_type),
        audit_field(entry.subject),
        audit_field(cast(entry.revision as text)),
        audit_field(entry.verdict_id),
        audit_field(entry.detail),
        audit_field(entry.person)), 'UTF8')), 'hex');
    insert into audit_log select entry.*;
    delete from audit_pending where entry_id = new.entry_id;
    return null;
end
$$;

create constraint trigger audit_chain after insert on audit_pending
    deferrable initially deferred for each row execute function audit_chain();

-- Neither the role that writes it nor a superuser who forgets himself changes what stands there.
create function audit_kept() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is only added to';
end
$$;

create trigger audit_kept before update or delete on audit_log for each row execute function audit_kept();
create trigger audit_kept_whole before truncate on audit_log for each statement execute function audit_kept();
create trigger audit_person_kept before update on audit_person for each row execute function audit_kept();

do $$
begin
    execute format('revoke update, delete, truncate on audit_log from %I, public', current_user);
    execute format('revoke update, truncate on audit_person from %I, public', current_user);
end
$$;
