-- Who had a withdrawal or a decision sent, as the record's header says: for the audit log, where the message itself names nobody.
alter table check_task add column withdrawn_by varchar(255);   -- until the notifier has written it into the log
alter table confirmation add column sent_by varchar(255);
