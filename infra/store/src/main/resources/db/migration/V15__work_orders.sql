-- Everything that has a time, worked off by any node: by the database's clock, with claims that run out.
create sequence due_claim;

create table due (
    kind     varchar(32)  not null,
    subject  varchar(200) not null,
    due_at   timestamptz  not null,                     -- of one that is claimed: when the claim runs out
    attempts integer      not null default 0,
    claim    bigint       not null,                     -- of due_claim: changes with every claim and every new time
    primary key (kind, subject)
);

create index due_by_time on due (kind, due_at);
