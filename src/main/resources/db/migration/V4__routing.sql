-- Providers that are not in the catalogue: any server that speaks a known protocol.
create table provider_node (
    id uuid primary key,
    name varchar(100) not null,
    prefix varchar(64) not null,
    protocol varchar(32) not null,
    base_url varchar(1000) not null,
    constraint provider_node_prefix unique (prefix)
);

-- Another name for a model.
create table model_alias (
    alias varchar(200) primary key,
    target varchar(400) not null
);

-- Prices that take precedence over the catalogue's, in nano-dollars per million tokens.
create table price_override (
    provider varchar(100) not null,
    model varchar(300) not null,
    input bigint not null,
    output bigint not null,
    cache_read bigint not null,
    cache_write_5m bigint not null,
    cache_write_1h bigint not null,
    primary key (provider, model)
);

-- Several models behind one name, tried in order or in turns.
create table combo (
    id uuid primary key,
    name varchar(200) not null,
    strategy varchar(16) not null,
    constraint combo_name unique (name)
);

create table combo_model (
    combo_id uuid not null references combo (id),
    position integer not null,
    model varchar(400) not null,
    primary key (combo_id, position)
);
