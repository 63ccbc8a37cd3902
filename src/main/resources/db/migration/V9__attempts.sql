-- What a provider said, or what became of the call, in words; without secrets.
alter table usage_attempt add column failure_message varchar(2000);
