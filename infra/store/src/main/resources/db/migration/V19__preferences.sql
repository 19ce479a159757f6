-- How people want to be told. Where there is no row the event's default holds, which org.dupcheck.store.preferences has.
create table preference (
    user_id    text        not null,
    event      varchar(32) not null,                    -- as site_message.kind
    channel    varchar(16) not null,                    -- as delivery.channel; the site itself is always told
    way        varchar(16) not null check (way in ('NEVER', 'IF_UNREAD', 'AT_ONCE')),
    changed_at timestamptz not null,
    primary key (user_id, event, channel)
);

-- What people said of themselves, and no submission does. An address is personal data.
create table contact (
    user_id    text        primary key,
    email      varchar(254),
    zone       varchar(64),                             -- of the time zone database: Asia/Shanghai
    locale     varchar(35),                             -- for messages; before the one that a submission names
    changed_at timestamptz not null
);

create index preference_retention on preference (changed_at);
create index contact_retention on contact (changed_at);

-- A message to a person repeats one on the site, and is judged again when its time comes: whether it is still true, still
-- unread, and not told better by a newer one.
alter table delivery
    add column message_id  bigint,                      -- of the site; null where it repeats none
    add column unless_read boolean not null default false,
    add column told_at     timestamptz,                 -- by the database's clock: when it was to be told, or to be told after all
    add column void_reason varchar(16);

update delivery set told_at = created_at where state in ('INTENT', 'SENDING', 'UNKNOWN');
alter table delivery alter column told_at set default clock_timestamp();

-- Of a message of unknown outcome the provider is asked, before anything is sent again.
alter table delivery
    add column via        varchar(32),                  -- which of a channel's ways the last attempt took
    add column asked      integer not null default 0,   -- how often since then
    add column flagged_at timestamptz;                  -- nobody can tell what became of it: an operator is to look

create index delivery_flagged on delivery (flagged_at) where flagged_at is not null;

-- Receipts of providers that were taken, so that none is taken twice.
create table delivery_receipt (
    source      varchar(32)  not null,                  -- the provider's name in our settings
    receipt_id  varchar(128) not null,                  -- theirs
    received_at timestamptz  not null default clock_timestamp(),
    primary key (source, receipt_id)
);

create index delivery_receipt_retention on delivery_receipt (received_at);

-- Whom messages that disturb went to in the last day, for limits. A delivery forgets its number when it has gone.
create table address_use (
    delivery_id   varchar(36) primary key,
    channel       varchar(16) not null,
    recipient     text        not null,
    business_type varchar(32) not null,
    used_at       timestamptz not null
);

create index address_use_of_recipient on address_use (channel, recipient, used_at desc);
create index address_use_of_type on address_use (channel, business_type, used_at desc);
create index address_use_retention on address_use (used_at);
