/**
 * A small shop with one of everything that a catalogue can hold: keys, partitions, views, functions, triggers, policies,
 * types, sequences of all kinds, values whose text depends on settings. Runs on PostgreSQL 13 and newer.
 */
export const richSchema = `
create type mood as enum ('glad', 'sad');
create type address as (street text, "house no" int);
create domain positive as int check (value > 0);
create table customers (id bigint generated always as identity primary key, email text not null unique, joined timestamptz not null default '2026-01-01 00:00+01', mood mood default 'glad', home address);
create table orders (id serial primary key, customer_id bigint not null references customers, total numeric(12,2) not null check (total >= 0),
  weight double precision, paid money, waited interval, receipt bytea, tags text[], note jsonb, placed timestamptz not null default '2026-01-01');
create index orders_by_customer on orders (customer_id, placed desc) where total > 10;
create unique index "Odd name ON it" on orders (lower(note->>'ref')) where note ? 'ref';
create table "Strange ""Table""" ("Col umn" text, "order" int);
create table events (id bigint not null, at date not null, what text, primary key (id, at)) partition by range (at);
create table events_2025 partition of events for values from ('2025-01-01') to ('2026-01-01');
create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01');
create table empty_one (id int primary key, double_id int generated always as (id * 2) stored);
create sequence ticket_numbers increment 5 start 100;
create sequence backwards increment -1 start -1 minvalue -1000 maxvalue -1;
create table tickets (id bigint primary key default nextval('ticket_numbers'), what text);
create view big_orders as select orders.id, orders.total, 'a.b of orders.total'::text as label from orders where orders.total > 100;
create view order_mails as select o.id, c.email, (select count(*) from events e where e.id = o.id) as seen from orders o join customers c on c.id = o.customer_id;
create materialized view totals as select customer_id, sum(total) as total from orders group by customer_id;
create function add_up(a int, b int default 1) returns int language sql immutable as 'select a + b';
create function note_change() returns trigger language plpgsql as $$ begin new.note := coalesce(new.note, '{}'); return new; end $$;
create procedure tidy(days int) language plpgsql as $$ begin delete from events where at < date '2026-01-01' - days; end $$;
create aggregate product(int) (sfunc = int4mul, stype = int, initcond = '1');
create trigger orders_noted before insert or update on orders for each row execute function note_change();
create rule keep_empty as on delete to empty_one do instead nothing;
alter table customers enable row level security;
create policy own_rows on customers for select using (email = current_user);
create statistics orders_pair (dependencies) on customer_id, total from orders;
create schema shop;
create table shop.stock (sku text collate "C" primary key, pieces positive not null, seen timestamp(3) without time zone);
comment on table orders is 'What people bought';
comment on column orders.total is 'in EUR';
insert into customers (email, home) select 'c' || i || '@example.com', row('Elm St', i)::address from generate_series(1, 200) i;
insert into orders (customer_id, total, weight, paid, waited, receipt, tags, note, placed)
  select 1 + i % 200, i * 1.37, i / 7.0, (i * 1.5)::numeric::money, make_interval(hours => i), decode(md5(i::text), 'hex'), array['t' || i % 3, 'ü🚂'],
    jsonb_build_object('ref', i), timestamptz '2026-03-29 00:30+00' + make_interval(mins => i) from generate_series(1, 2000) i;
insert into "Strange ""Table""" values ('a	b', 1), (null, null), ('line
feed', 2), ('a	b', 1);
insert into events select i, date '2025-06-01' + i % 500, 'e' || i from generate_series(1, 3000) i;
insert into empty_one select i from generate_series(1, 3) i;
insert into tickets (what) select 'x' from generate_series(1, 10);
insert into shop.stock select 'sku' || i, i, timestamp '2026-01-01' + make_interval(secs => i) from generate_series(1, 50) i;
refresh materialized view totals;
`
