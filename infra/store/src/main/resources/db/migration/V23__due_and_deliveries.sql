-- A claim that is a lease, and whether the same was asked for again while it lasted. A node of the version before gives a row a
-- new claim without a lease, so it takes over as it always did.
alter table due
    add column leased_claim bigint,                      -- the claim of who is at it; another than claim: nobody is
    add column asked_again  boolean not null default false;

-- By which claim the last attempt was begun: of two attempts of the same number one at most was committed.
alter table delivery add column begun_claim bigint;
