-- Who wrote what was pre-checked: a document may get another applicant. Null where a message names nobody.
alter table pre_check_text add column user_id text;
