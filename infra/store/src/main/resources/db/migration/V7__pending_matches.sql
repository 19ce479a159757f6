-- Which open submissions the verdict of an open submission names: whose verdict is to be made again when one of them changes.
create table pending_match (
    business_type  varchar(32) not null,
    business_id    varchar(32) not null,
    revision       bigint      not null, -- whose verdict names the other one
    other_type     varchar(32) not null,
    other_id       varchar(32) not null,
    other_revision bigint      not null, -- of the text that was compared
    primary key (business_type, business_id, other_type, other_id),
    foreign key (business_type, business_id, revision) references submission on delete cascade
);
create index pending_match_of_revision on pending_match (business_type, business_id, revision);
