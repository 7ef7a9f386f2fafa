import { sql } from '@/lib/db/database'
import type { Sql } from '@/lib/db/pool'

/** How often a duty is due, and how long its holder may take. */
export interface DutyTerms {
  name: string
  everySeconds: number
  leaseSeconds: number
}

/** Makes a row for every duty that has none. */
export async function ensureDuties(names: readonly string[], on: Sql = sql()): Promise<void> {
  await on.query('insert into duty (name) select unnest($1::text[]) on conflict do nothing', [names])
}

/** Takes the duty that has waited longest; null when none is due. One holder at a time, by lease. */
export async function takeDueDuty(
  workerId: string,
  duties: readonly DutyTerms[],
  on: Sql = sql(),
): Promise<string | null> {
  const { rows } = await on.query<{ name: string }>(
    `with terms as (select * from unnest($2::text[], $3::float8[], $4::float8[]) as t(name, every, lease)),
     due as (
       select d.name, t.lease from duty d join terms t on t.name = d.name
        where (d.lease_until is null or d.lease_until < app_now())
          and (d.last_run_at is null or d.last_run_at <= app_now() - make_interval(secs => t.every))
        order by d.last_run_at nulls first limit 1 for update of d skip locked)
     update duty d set holder = $1, lease_until = app_now() + make_interval(secs => due.lease)
       from due where d.name = due.name returning d.name`,
    [
      workerId,
      duties.map(({ name }) => name),
      duties.map(({ everySeconds }) => everySeconds),
      duties.map(({ leaseSeconds }) => leaseSeconds),
    ],
  )
  return rows[0]?.name ?? null
}

/** Gives a duty back; it is due again in `againSeconds`. */
export async function giveBackDuty(
  workerId: string,
  duty: DutyTerms,
  againSeconds: number,
  on: Sql = sql(),
): Promise<void> {
  await on.query(
    `update duty set holder = null, lease_until = null,
            last_run_at = app_now() - make_interval(secs => $3)
      where name = $1 and holder = $2`,
    [duty.name, workerId, duty.everySeconds - againSeconds],
  )
}
