-- Keys that programs call the API with. The key is a random number that only its owner has; here stands its hash, so that
-- whoever reads this table can call nothing.
create table api_key (
    key_id       varchar(12) primary key,              -- the part of the key that is no secret
    key_hash     varchar(64) not null,
    name         text        not null,                 -- who has it
    grants       text[]      not null,                 -- roles, each for all types or for one: operator, module:project
    created_at   timestamptz not null,
    expires_at   timestamptz,                          -- null: never
    revoked_at   timestamptz,
    last_used_at timestamptz                           -- to the hour
);
