-- The audit log is looked through by time, by person and by action too.
create index audit_log_by_time on audit_log (at, number);
create index audit_log_of_action on audit_log (action, number);
create index audit_person_of on audit_person (user_id, entry_id);

-- The overview counts what has changed in the last days.
create index reference_document_by_update on reference_document (updated_at) where changed_version > 0;
