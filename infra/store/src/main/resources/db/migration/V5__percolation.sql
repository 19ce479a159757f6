-- What changes of the reference set mean for open submissions: those checked whose work order may still change hands.

-- One row: the corpus version up to which changes have been held against the open submissions.
create table percolation (
    only_row boolean primary key default true check (only_row),
    version  bigint not null
);
insert into percolation (version) select version from corpus_state;

-- Open submissions that are to be checked again, each once.
create table recheck (
    business_type  varchar(32) not null,
    business_id    varchar(32) not null,
    from_version   bigint      not null,               -- what changed after it may have touched the verdict
    corpus_version bigint      not null,               -- the reference set that it must see at least
    weight         integer     not null default 0,     -- how likely the verdict is to change
    requests       integer     not null default 1,     -- so many have come together in this row
    for_decision   boolean     not null default false, -- its work order waits for the outcome
    requested_at   timestamptz not null,
    due_at         timestamptz not null,               -- a node that works at it moves this ahead
    attempts       integer     not null default 0,
    primary key (business_type, business_id)
);
create index recheck_due on recheck (due_at);

-- Nodes keep the grams of the open submissions, and read those that changed since they last looked: by transaction, since
-- of two numbers or times the later one may be committed first.
alter table submission add column changed_by xid8 not null default pg_current_xact_id();
create index submission_changed on submission (changed_by);

-- What reading the file brought to light: the next check of this text has to tell it too.
alter table submission add column signals json not null default '[]';

-- The verdict that was held against the newest reference set when its work order was about to be submitted.
alter table check_task add column held_verdict_id varchar(36);

-- The verdict that the applicant was last told of, where it is not the one that the order rests on.
alter table work_order add column told_verdict_id varchar(36);
