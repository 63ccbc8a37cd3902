-- Settings that are changed while the gateway runs; those that are not here have their default.
create table setting (
    name varchar(100) primary key,
    text varchar(1000) not null
);
