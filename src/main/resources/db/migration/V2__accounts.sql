-- An account held at a provider of the catalogue or at a custom node; the key is sealed with the master key.
create table account (
    id uuid primary key,
    provider varchar(100) not null,
    name varchar(200) not null,
    sealed_key varchar(8000),
    priority integer not null,
    enabled boolean not null,
    needs_sign_in boolean not null,
    created_at timestamp with time zone not null,
    updated_at timestamp with time zone not null
);

create index account_provider on account (provider);
