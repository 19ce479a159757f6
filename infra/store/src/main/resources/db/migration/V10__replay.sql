-- What the reference set was at an earlier corpus version, as far back as replaced texts are kept: a verdict of then can be made
-- once more and compared.

-- Each text that is no longer in force, with the corpus versions between which it was. The text itself stands in
-- reference_text under its revision; one that came into force twice has two rows here.
create table reference_span (
    document_type varchar(32)  not null,
    document_id   varchar(256) not null,
    from_version  bigint       not null,               -- in force from this corpus version on
    to_version    bigint       not null,               -- and no more from this one on
    revision      bigint       not null,
    owner_id      text,
    origin_type   varchar(32),
    origin_id     varchar(32),
    content_hash  varchar(64)  not null,               -- of title, owner, origin and sections
    replaced_at   timestamptz  not null,
    primary key (document_type, document_id, from_version)
);

create index reference_span_by_end on reference_span (to_version);
create index reference_span_retention on reference_span (replaced_at);

-- One row: from this corpus version on nothing is missing above. What was replaced before was not written down yet, or its time
-- was up.
create table reference_past (
    only_row   boolean primary key default true check (only_row),
    whole_from bigint  not null
);
insert into reference_past (whole_from) select version from corpus_state;
