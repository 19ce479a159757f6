-- What the pages read: a line of the review desk without a whole verdict, a person's own submissions, and who is signed in.

-- The verdict's figure, so that the desk is a walk along an index. Worked out by the database: a node of an older version
-- does not know of it.
alter table check_task add column containment double precision
    generated always as ((result ->> 'containment')::double precision) stored;

create index check_task_by_containment on check_task (containment desc, id desc) where state = 2;
create index check_task_by_type_and_containment on check_task (business_type, containment desc, id desc) where state = 2;

-- Null where a verdict is older than these columns, or was stored by a node of an older version: then the body is read.
alter table verdict
    add column sources        integer,                -- reference documents that it names
    add column largest_source text,                   -- title of the largest, else its type and id
    add column largest_share  double precision,       -- containment by that one alone
    add column pending        integer,                -- other open submissions that it names
    add column signals        integer;

create index submission_by_user on submission (user_id, business_type, business_id, revision desc) where user_id is not null;

-- Who is signed in to the pages. The cookie holds a random number; here stands its hash, so that whoever reads this table
-- can sign in as nobody.
create table session (
    session_hash varchar(64) primary key,
    subject      text        not null,
    name         text        not null,
    roles        text[]      not null,
    form_token   varchar(64) not null,                -- what a form must send along
    created_at   timestamptz not null,
    expires_at   timestamptz not null
);

create index session_expired on session (expires_at);

-- What operators look at: how long applicants have been asked, whatever the number of orders.
create index work_order_awaiting on work_order (updated_at) where state = 'AWAITING_CONFIRMATION';
