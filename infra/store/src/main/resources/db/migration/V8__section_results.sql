-- What checks found of the sections of a document, to be used again for a section whose text and all else that decides is the
-- same: the newest of each section. Places and figures, never a text; deleted without loss.
create table section_result (
    business_type      varchar(32)  not null,
    business_id        varchar(32)  not null,
    section_key        varchar(128) not null,
    text_hash          varchar(64)  not null,             -- of the text alone: the key does not decide what is found
    owner_key          varchar(32)  not null,             -- as that of a verdict; '' where the owner does not decide
    corpus_version     bigint       not null,
    statistics_version bigint       not null,
    engine_version     varchar(64)  not null,
    settings_version   varchar(64)  not null,
    policy_version     bigint       not null,
    body               json         not null,
    retain_until       timestamptz  not null,
    primary key (business_type, business_id, section_key)
) with (fillfactor = 70);

create index section_result_expired on section_result (retain_until);
