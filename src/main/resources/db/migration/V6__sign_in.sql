-- What kind of credential opens an account, and what signing in brings: sealed secrets, plain facts, a stable identity.
alter table account add column kind varchar(30) default 'NONE' not null;
update account set kind = 'API_KEY' where sealed_key is not null;
alter table account add column sealed_secrets varchar(100000);
alter table account add column details varchar(20000) default '{}' not null;
alter table account add column identity varchar(300);
alter table account add column expires_at timestamp with time zone;
alter table account add column sign_in_reason varchar(500);

-- signing in again renews the account instead of adding a twin; keys have no identity and may repeat
create unique index account_identity on account (provider, identity);

-- A sign-in that somebody began: which one, who, until when; state, verifier and device code are sealed.
create table sign_in (
    id uuid primary key,
    provider varchar(100) not null,
    method varchar(50) not null,
    user_id uuid not null,
    sealed varchar(20000) not null,
    next_poll_at timestamp with time zone,
    used_at timestamp with time zone,
    account_id varchar(36),
    failure varchar(500),
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null
);

create index sign_in_expires_at on sign_in (expires_at);
