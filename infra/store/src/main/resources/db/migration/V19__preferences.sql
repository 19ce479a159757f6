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
