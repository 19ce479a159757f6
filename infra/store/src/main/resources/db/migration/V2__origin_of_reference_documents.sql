-- The submission that a reference document came from, where the business module tells: that one never matches it.
alter table reference_document add column origin_type varchar(32), add column origin_id varchar(32);
