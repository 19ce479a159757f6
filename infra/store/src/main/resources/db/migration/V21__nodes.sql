-- The processes that run, each start a row of its own. A node keeps its row fresh, and reads in it whether it is to take work.
create table node (
    node_id    varchar(36) primary key,            -- of one start: two processes of one name are told apart
    name       text        not null,
    roles      text[]      not null,
    version    text        not null,
    http       text,                               -- where it is reached; null until it is ready
    management text,
    started_at timestamptz not null,
    seen_at    timestamptz not null,               -- by the database's clock, as is started_at
    drain      boolean     not null,               -- an operator wants it to take no work
    drained    boolean     not null,               -- the node says that it takes none, and is at none any more
    at_work    text[]      not null,               -- the node says what it is at, where drain is set
    in_flight  integer     not null                -- records that it has read and not done
);
