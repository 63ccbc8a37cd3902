-- Who rests until when: an account (or a provider without accounts) for one model.
create table cooldown (
    holder varchar(100) not null,
    model varchar(300) not null,
    until_at timestamp with time zone not null,
    stated boolean not null,
    why varchar(32) not null,
    failures integer not null,
    primary key (holder, model)
);

-- What an account has left, as it was last heard. Amounts are in the unit: requests, tokens, nano-dollars, or millionths of the whole.
create table quota_window (
    account_id uuid not null,
    name varchar(100) not null,
    -- empty for a window of the whole account
    model varchar(300) not null,
    unit varchar(16) not null,
    limit_amount bigint,
    used_amount bigint,
    resets_at timestamp with time zone,
    length_seconds bigint,
    source varchar(16) not null,
    seen_at timestamp with time zone not null,
    gates boolean not null,
    primary key (account_id, name, model)
);

-- Windows that people declared for providers that publish none.
create table quota_declaration (
    id uuid primary key,
    account_id uuid not null,
    name varchar(100) not null,
    model varchar(300) not null,
    unit varchar(16) not null,
    limit_amount bigint not null,
    period varchar(16) not null,
    every integer not null,
    reset_time varchar(8) not null,
    zone varchar(64) not null,
    anchor varchar(10) not null,
    constraint quota_declaration_name unique (account_id, name, model)
);

-- Which candidates a request had, and why each was chosen or skipped: a line each.
alter table usage_request add column decisions varchar(8000);
