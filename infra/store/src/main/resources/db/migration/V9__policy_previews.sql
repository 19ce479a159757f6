-- Draft policies that are run over stored checks before anybody saves them. Whoever asks puts a row in; a node with the
-- check role works it off. Nothing else reads or writes a preview: it changes no check and no verdict.
create table policy_preview (
    preview_id    varchar(36) primary key,
    business_type varchar(32) not null,
    draft         json        not null,
    sample        integer     not null check (sample > 0), -- stored checks to look at, at most
    state         varchar(16) not null check (state in ('QUEUED', 'RUNNING', 'FINISHED', 'FAILED')),
    created_at    timestamptz not null,
    due_at        timestamptz not null,                    -- a node that works at it moves this ahead
    attempts      integer     not null default 0,          -- what a node writes names the attempt: a late one changes nothing
    done          integer     not null default 0,
    total         integer,                                 -- stored checks that there are; null until a node has looked
    result        json,
    error         text,
    check ((state = 'FINISHED') = (result is not null)),
    check ((state = 'FAILED') = (error is not null))
);

create index policy_preview_open on policy_preview (due_at) where state in ('QUEUED', 'RUNNING');
create index policy_preview_retention on policy_preview (created_at);
