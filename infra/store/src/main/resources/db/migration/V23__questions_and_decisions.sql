-- On which verdict the applicant was asked last, and how often: a round of a question has reminders and an end of its own. The
-- question is open as long as it is the verdict that was told last. Nodes of the version before neither read nor write these,
-- but they write what was told: so what they tell counts as no question, and what they ask is asked once more when the same text
-- is sent again. Of an order that waits for its check nothing says whether what was told is a question.
alter table work_order
    add column asked_verdict_id varchar(36),
    add column questions        integer not null default 0;

update work_order set asked_verdict_id = told_verdict_id where state = 'AWAITING_CONFIRMATION';

-- Where a decision stands in its topic, which tells a later one from a repeated one whatever the clocks of gateways show; and
-- the newest of those that lost to it. Null for decisions of before.
alter table confirmation
    add column record_partition integer,
    add column record_offset    bigint,
    add column record_time      timestamptz,
    add column lost_partition   integer,
    add column lost_offset      bigint,
    add column lost_time        timestamptz;
