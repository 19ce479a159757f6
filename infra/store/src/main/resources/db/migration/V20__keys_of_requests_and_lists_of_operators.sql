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

-- For the lists of operators.
create index work_order_command_by_time on work_order_command (created_at desc, command_id desc);
create index work_order_command_unanswered on work_order_command (created_at desc, command_id desc)
    where sent_at is not null and answer is null;
create index delivery_by_time on delivery (created_at desc, delivery_id desc);
create index delivery_unsettled on delivery (created_at desc, delivery_id desc) where state in ('FAILED', 'UNKNOWN');
create index work_order_command_of on work_order_command (business_type, business_id, seq);
create index delivery_of_endpoint_by_time on delivery (endpoint_id, created_at desc, delivery_id desc)
    where endpoint_id is not null;
