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
