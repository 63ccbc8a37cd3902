-- Who may ask: people, API keys, sessions that were ended, and the proof that the master key is the right one.

create table key_check (
    id smallint primary key,
    sealed text not null
);

create table person (
    id uuid primary key,
    username varchar(100) not null unique,
    password_hash varchar(255) not null,
    role varchar(20) not null,
    enabled boolean not null,
    session_generation bigint not null,
    created_at timestamp with time zone not null
);

create table api_key (
    id uuid primary key,
    name varchar(100) not null,
    hash bytea not null unique,
    prefix varchar(16) not null,
    last_four varchar(4) not null,
    allowed_models text not null,
    enabled boolean not null,
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone
);

create table ended_session (
    id uuid primary key,
    expires_at timestamp with time zone not null
);

create index ended_session_expires on ended_session (expires_at);
