-- What applicants write, as it stands in the form.
create table draft (
    business_type varchar(32) not null,
    business_id   varchar(32) not null,
    user_id       text        not null,                 -- who writes; nobody else sees it
    based_on      bigint      not null,                 -- the submission that the form began with, -1 for none: a newer one ends the draft
    title         text        not null,                 -- may be empty
    changed_at    timestamptz not null,
    primary key (business_type, business_id)
);

create index draft_retention on draft (changed_at);
create index draft_of_person on draft (user_id, changed_at desc);

-- Its boxes, those without text too. They stand in the order of their numbers.
create table draft_box (
    business_type varchar(32)  not null,
    business_id   varchar(32)  not null,
    box           integer      not null,
    name          varchar(128) not null,                -- may be empty
    body          text         not null,
    section_key   varchar(128),                         -- under which its text is checked; null where it is empty
    primary key (business_type, business_id, box),
    foreign key (business_type, business_id) references draft on delete cascade
);
