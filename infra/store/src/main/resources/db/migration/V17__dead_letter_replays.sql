-- Dead letters that an operator published once more. The record itself stays in Kafka.
create table dead_letter_replay (
    id            bigint      generated always as identity primary key,
    topic         text        not null,                -- of the dead letters
    partition     integer     not null,
    record_offset bigint      not null,
    record_time   timestamptz not null,                -- the broker's: a topic that was made again counts from 0
    requested_by  text        not null,
    requested_at  timestamptz not null,
    published_at  timestamptz                          -- null: it may have gone out or not
);

create index dead_letter_replay_of on dead_letter_replay (topic, partition, record_offset);
create index dead_letter_replay_by_age on dead_letter_replay (requested_at);
