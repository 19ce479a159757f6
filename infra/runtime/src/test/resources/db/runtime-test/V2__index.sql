create index note_at on note (at);
