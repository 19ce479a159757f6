-- Gateways keep verdicts, and read which ones changed since they last looked: by transaction, as with the column of
-- submission. Null for verdicts of before: no gateway keeps one from then. Without a default at first, so that the table
-- is not written anew.
alter table verdict add column changed_by xid8;
alter table verdict alter column changed_by set default pg_current_xact_id();
create index verdict_changed on verdict (changed_by) where changed_by is not null;

-- Verdicts that were deleted, for a day.
create table verdict_gone (
    verdict_id    varchar(36) not null,
    business_type varchar(32) not null,
    business_id   varchar(32) not null,
    changed_by    xid8        not null default pg_current_xact_id(),
    gone_at       timestamptz not null default clock_timestamp()
);
create index verdict_gone_changed on verdict_gone (changed_by);
create index verdict_gone_retention on verdict_gone (gone_at);

-- No program of ours changes a verdict. Whoever does it by hand is seen all the same.
create function verdict_updated() returns trigger language plpgsql as $$
begin
    new.changed_by := pg_current_xact_id();
    return new;
end
$$;

create trigger verdict_updated before update on verdict for each row execute function verdict_updated();

create function verdict_deleted() returns trigger language plpgsql as $$
begin
    insert into verdict_gone (verdict_id, business_type, business_id)
        select verdict_id, business_type, business_id from gone;
    delete from verdict_gone where ctid = any(array(
        select ctid from verdict_gone where gone_at < now() - interval '1 day'
         order by gone_at limit 1000 for update skip locked));
    return null;
end
$$;

create trigger verdict_deleted after delete on verdict referencing old table as gone
    for each statement execute function verdict_deleted();
