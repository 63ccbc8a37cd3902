-- The proxy that calls to providers leave through: one account's, one provider's, or for everything. The address is sealed,
-- because it may hold a password.
create table egress_proxy (
    scope varchar(150) primary key,
    account_id uuid references account (id) on delete cascade,
    sealed varchar(4000) not null
);
