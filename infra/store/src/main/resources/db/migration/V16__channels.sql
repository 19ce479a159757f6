-- A delivery is one message by one channel for one occasion. When it goes, or is tried again, stands in due; its subject is
-- delivery_id. Facts (while_state is null) stay true; other messages go out only while the order is in that state for that
-- content.
alter table delivery
    add column occasion     varchar(200),               -- of that document: what makes it the same message
    add column kind         varchar(64),                -- what it tells
    add column content_hash varchar(64),                -- of the check that it speaks of
    add column while_state  varchar(32),                -- of the work order
    add column title        text,
    add column endpoint_id  varchar(36),                -- of a webhook
    drop constraint delivery_state_check,
    drop constraint delivery_channel_business_type_business_id_revision_key;

-- The same content in two rows of before is told apart by the revision: only the newest knows its hash.
update delivery d
   set kind = case known.result_state when 2 then 'CONFIRMATION_NEEDED' else 'DUPLICATES' end, while_state = 'AWAITING_CONFIRMATION', content_hash = known.hash,
       occasion = coalesce(known.hash, 'revision ' || d.revision)
           || case known.result_state when 2 then ' CONFIRMATION_NEEDED' else ' DUPLICATES' end,
       state = case d.state when 'PENDING' then 'INTENT' else d.state end
  from delivery o left join check_task known
       on known.business_type = o.business_type and known.business_id = o.business_id and known.revision = o.revision
 where d.delivery_id = o.delivery_id;

alter table delivery
    alter column occasion set not null,
    alter column kind set not null,
    add constraint delivery_state_check
        check (state in ('INTENT', 'SENDING', 'SENT', 'DELIVERED', 'FAILED', 'UNKNOWN', 'VOIDED')),
    add constraint delivery_occasion unique (channel, business_type, business_id, occasion);

insert into due (kind, subject, due_at, claim)
    select 'DELIVERY_SMS', delivery_id, now(), nextval('due_claim') from delivery where state in ('INTENT', 'SENDING');

drop index delivery_pending;
create index delivery_open on delivery (created_at) where state in ('INTENT', 'SENDING');
create index delivery_of_document on delivery (business_type, business_id);
create index delivery_to_webhook on delivery (created_at desc, delivery_id desc) where endpoint_id is not null;
create index delivery_to_webhook_by_type on delivery (business_type, created_at desc, delivery_id desc)
    where endpoint_id is not null;
create index delivery_of_endpoint on delivery (endpoint_id) where endpoint_id is not null and state = 'INTENT';

-- Where a business module wants to hear of its documents by HTTP. Whoever reads the secrets can sign in our name.
create table webhook_endpoint (
    endpoint_id     varchar(36) primary key,
    business_type   varchar(32) not null,
    url             text        not null,
    events          text[]      not null,               -- none: all
    secret          text        not null,
    previous_secret text,                                -- signs beside the other until previous_until
    previous_until  timestamptz,
    created_at      timestamptz not null,
    created_by      text,
    disabled_at     timestamptz,
    disabled_reason text
);

create index webhook_endpoint_by_type on webhook_endpoint (business_type);
