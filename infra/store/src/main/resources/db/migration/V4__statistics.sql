-- The statistics that checks take from the reference set as a whole: for each version of the engine the newest ones. They
-- stand still until the reference set has changed enough, and are the same for every node.
create table corpus_statistics (
    engine_version varchar(64) primary key,
    version        bigint      not null,              -- the corpus version that they were taken at
    token          uuid        not null unique,       -- names these: of a database put back, a version may get others
    taken_at       timestamptz not null
);

-- Their bytes, in order.
create table corpus_statistics_part (
    token   uuid    not null references corpus_statistics (token) on delete cascade on update cascade,
    number  integer not null,
    content bytea   not null,
    primary key (token, number)
);

alter table corpus_statistics_part alter column content set storage external; -- compressed already

alter table verdict add column statistics_version bigint not null default 0;
