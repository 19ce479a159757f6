-- Whether what was told last is a question that nobody has answered, and how often the applicant was asked: a round of a
-- question has reminders and an end of its own. Nodes of the version before neither read nor write it: what they ask is asked
-- once more when the same text is sent again.
alter table work_order
    add column asked     boolean not null default false,
    add column questions integer not null default 0;

update work_order set asked = true where state in ('WAITING_CHECK', 'AWAITING_CONFIRMATION') and told_verdict_id is not null;

-- Where a decision stands in its topic, which tells a later one from a repeated one whatever the clocks of gateways show; and
-- the newest of those that lost to it. Null for decisions of before.
alter table confirmation
    add column record_partition integer,
    add column record_offset    bigint,
    add column record_time      timestamptz,
    add column lost_partition   integer,
    add column lost_offset      bigint;
