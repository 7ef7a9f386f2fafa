import { sql, type Transaction } from '@/lib/db/database'
import { storableJson } from '@/lib/db/storable-json'
import type { Json } from '@/lib/json'
import type { Recognised } from '@/lib/systems/recognised'
import { type TrialResult, type TrialRow, trialMinutes } from './schema'

const columns = `id, kind, address, config, secret, requested_by as "requestedBy", created_at as "createdAt",
  finished_at as "finishedAt", result`

/** Stores a trial for the next free worker; `secret` is sealed already. */
export async function insertTrial(
  tx: Transaction,
  trial: {
    id: string
    target: Pick<Recognised, 'kind' | 'address' | 'config'>
    secret: string | null
    requestedBy: string
    now: Date
    result: TrialResult
  },
): Promise<void> {
  await tx.trial.create({
    data: {
      id: trial.id,
      kind: trial.target.kind,
      address: trial.target.address,
      config: trial.target.config,
      secret: trial.secret,
      requestedBy: trial.requestedBy,
      createdAt: trial.now,
      result: trial.result,
    },
  })
}

/** A trial that has not expired. */
export async function findTrial(id: string): Promise<TrialRow | null> {
  const { rows } = await sql().query<TrialRow>(
    `select ${columns} from trial where id = $1 and created_at > app_now() - make_interval(mins => $2)`,
    [id, trialMinutes],
  )
  return rows[0] ?? null
}

/** Trials that this person began in the last minute. */
export async function countRecentTrials(tx: Transaction, userId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from trial where requested_by = ${userId}::uuid and created_at > app_now() - interval '1 minute'`
  return row?.count ?? 0
}

/** Puts a trial back at the start of the queue, with its ten minutes anew. */
export async function rearmTrial(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`
    update trial set created_at = app_now(), lease_until = null, finished_at = null, result = null where id = ${id}::uuid`
}

/** Locks a trial, so that two clicks on "Save" make one system. */
export async function takeTrial(tx: Transaction, id: string): Promise<TrialRow | null> {
  const rows = await tx.$queryRaw<TrialRow[]>`
    delete from trial where id = ${id}::uuid and created_at > app_now() - make_interval(mins => ${trialMinutes})
    returning id, kind, address, config, secret, requested_by as "requestedBy", created_at as "createdAt",
      finished_at as "finishedAt", result`
  return rows[0] ?? null
}

/** Takes the oldest waiting trial for `leaseSeconds`; a worker that dies loses it to the next one. */
export async function claimTrial(leaseSeconds: number): Promise<TrialRow | null> {
  const { rows } = await sql().query<TrialRow>(
    `update trial set lease_until = app_now() + make_interval(secs => $1)
      where id = (
        select id from trial
         where finished_at is null and (lease_until is null or lease_until < app_now())
           and created_at > app_now() - make_interval(mins => $2)
         order by created_at limit 1 for update skip locked)
      returning ${columns}`,
    [leaseSeconds, trialMinutes],
  )
  return rows[0] ?? null
}

/** Stores what is known so far; the last call of a run says `finished`. */
export async function saveTrialResult(id: string, result: TrialResult, finished: boolean): Promise<void> {
  await sql().query(
    `update trial set result = $2, finished_at = case when $3 then app_now() end where id = $1 and finished_at is null`,
    [id, storableJson(result satisfies Json), finished],
  )
}

/** Deletes expired trials and the passwords in them; returns how many. */
export async function deleteExpiredTrials(): Promise<number> {
  const { rowCount } = await sql().query(
    `delete from trial where created_at <= app_now() - make_interval(mins => $1)`,
    [trialMinutes],
  )
  return rowCount ?? 0
}
