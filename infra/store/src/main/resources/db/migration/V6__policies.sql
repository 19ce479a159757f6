-- What counts, per business type: every version that was ever saved. The newest one is in force; without any, the built-in
-- policy is, which is version 0 and stands nowhere.
create table policy (
    business_type varchar(32) not null,
    version       bigint      not null check (version > 0),
    body          json        not null,
    saved_at      timestamptz not null,
    primary key (business_type, version)
);

alter table verdict
    add column policy_version bigint not null default 0,
    add column owner_key      varchar(32);             -- a hash of whose documents were told apart, '' where that one has
                                                       -- none or is not named; null before there were policies

-- Whether somebody has documents in the reference set at all.
create index reference_document_by_owner on reference_document (owner_id) where in_force and owner_id is not null;
