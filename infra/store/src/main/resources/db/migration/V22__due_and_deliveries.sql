-- A claim that is a lease, and whether the same was asked for again while it lasted. A node of the version before gives a row a
-- new claim without a lease, so it takes over as it always did.
alter table due
    add column leased_claim bigint,                      -- the claim of who is at it; another than claim: nobody is
    add column asked_again  boolean not null default false;

-- By which claim the last attempt was begun: of two attempts of the same number one at most was committed.
alter table delivery add column begun_claim bigint;

-- Whose server is called: so that one that hangs has its share of the threads and no more. Null: nobody's, or not known.
alter table due add column receiver varchar(36);
update due set receiver = d.endpoint_id
  from delivery d where due.kind = 'DELIVERY_WEBHOOK' and d.delivery_id = due.subject;
