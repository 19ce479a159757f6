-- Requests that named an Idempotency-Key, and what they were answered with.
create table idempotency_key (
    caller        text        not null,
    idem_key      text        not null,
    fingerprint   varchar(64) not null,                 -- of the request
    revision      bigint      not null,                 -- that it was given first, and has at every try
    took_effect   boolean     not null default false,   -- told by calls whose effect is in this database alone
    tries         integer     not null default 1,
    claimed_until timestamptz not null,                 -- one is being worked out until then, by the database's clock
    created_at    timestamptz not null,
    status        smallint,                             -- of the answer; null while there is none
    location      text,
    body          bytea,
    primary key (caller, idem_key)
);

create index idempotency_key_by_age on idempotency_key (created_at);
