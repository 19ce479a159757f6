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

-- An order is there from the first check on, and stands as org.dupcheck.store.workorders.Transitions says.
alter table work_order drop constraint work_order_state_check;
alter table work_order add check (state in ('WAITING_CHECK', 'CHECK_FAILED', 'AWAITING_CONFIRMATION', 'AWAITING_REVIEW',
                                            'SUBMITTED', 'WITHDRAWN', 'EXPIRED'));
alter table work_order
    alter column verdict_id drop not null,              -- null until there is one
    add column command_id varchar(36);                  -- the SUBMIT that stands: what a later command replaces

-- What reviewers look at first, however few among all.
create index work_order_in_review on work_order (updated_at) where state = 'AWAITING_REVIEW';

-- A state can come more than once.
alter table work_order_history drop constraint work_order_history_business_type_business_id_revision_state_key;
create index work_order_history_of on work_order_history (business_type, business_id, revision, state);

-- A document may have several commands, published in the order of their numbers.
alter table work_order_command drop constraint work_order_command_business_type_business_id_revision_key;
alter table work_order_command
    add column seq bigint generated always as identity,
    add column tries integer not null default 0,        -- that failed though the brokers were there
    add column set_aside_at timestamptz,                -- it cannot be published, and operators were told
    add column answer varchar(16) check (answer in ('ACCEPTED', 'REJECTED')),  -- of the business module
    add column answer_reason text,
    add column answered_at timestamptz;
drop index work_order_command_unsent;
create index work_order_command_unsent on work_order_command (business_type, business_id, seq)
    where sent_at is null and set_aside_at is null;
create index work_order_command_set_aside on work_order_command (set_aside_at) where set_aside_at is not null;
update work_order w set command_id = (
       select c.command_id from work_order_command c
        where c.business_type = w.business_type and c.business_id = w.business_id and c.revision <= w.revision
        order by c.revision desc limit 1)
 where w.state <> 'WITHDRAWN';

-- One kind of message may be written more than once about a revision: a second reminder, a question that is asked anew.
alter table site_message drop constraint site_message_business_type_business_id_revision_kind_key;
create index site_message_of on site_message (business_type, business_id, revision);

-- Whether two verdicts on the same content say the same: who has decided on one has decided on the other.
create function same_findings(a json, b json) returns boolean immutable language sql as $$
    select a ->> 'confirmationReasons' is not distinct from b ->> 'confirmationReasons'
       and a ->> 'containment' is not distinct from b ->> 'containment'
       and a ->> 'matches' is not distinct from b ->> 'matches'
       and a ->> 'pending' is not distinct from b ->> 'pending'
       and a ->> 'commonText' is not distinct from b ->> 'commonText'
       and a ->> 'signals' is not distinct from b ->> 'signals'
       and a ->> 'tooLittleText' is not distinct from b ->> 'tooLittleText'
       and a ->> 'tokens' is not distinct from b ->> 'tokens'
$$;

-- What was decided and is not known to be sent goes out by the queue from now on; so do the ends of what is awaited.
insert into due (kind, subject, due_at, claim)
select distinct on (business_type, business_id) 'COMMANDS', business_type || ':' || business_id, now(), nextval('due_claim')
  from work_order_command where sent_at is null;

insert into due (kind, subject, due_at, claim)
select k.kind, w.business_type || ':' || w.business_id || k.suffix, now() + k.hours * interval '1 hour',
       nextval('due_claim')
  from work_order w
 cross join (values ('REMINDER', '#0', 24), ('REMINDER', '#1', 48), ('EXPIRY', '', 72)) k (kind, suffix, hours)
 where w.state = 'AWAITING_CONFIRMATION';

-- Until now only a verdict other than the order's own stood here.
update work_order set told_verdict_id = case when state <> 'WITHDRAWN' then coalesce(told_verdict_id, verdict_id) end
 where state = 'WITHDRAWN' or told_verdict_id is null;
