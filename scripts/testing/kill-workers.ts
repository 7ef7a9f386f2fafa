import { phaseMs } from '@/lib/checks/schedule'
import { sql } from '@/lib/db/database'
import { until } from './engine-fixture'
import type { WorkerProcess } from './worker-process'

/** What many deaths have done to the record. */
export interface KillReport {
  runs: number
  /** Slots that nobody executed and that were recorded as missed. */
  missed: number
  /** Slots that are neither a run nor recorded as missed, and slots that are both. */
  unaccounted: number
  /** Values stored more often than their run. */
  duplicates: number
  /** Results of frozen workers that the fence refused after they woke up. */
  refused: number
  /** Checks that the last worker has not run again. */
  stuck: number
}

/**
 * Lets workers die in the middle of their runs, one after the other, while the next one is there already.
 * Where `isFrozen` says so, the worker is only stopped until others have taken what it held, and then wakes.
 * All checks run each second.
 */
export async function killWorkers(options: {
  checkIds: readonly string[]
  deaths: number
  isFrozen(death: number): boolean
  start(): Promise<WorkerProcess>
}): Promise<KillReport> {
  const all = [await options.start()]
  let victim = all[0] as WorkerProcess
  for (let death = 0; death < options.deaths; death += 1) {
    const next = await options.start()
    all.push(next)
    await (options.isFrozen(death) ? freeze(victim) : kill(victim))
    await until(() => next.id())
    victim = next
  }
  // Nothing stays stuck: every check runs again under the last worker.
  const ranAgain = async () => ids('select distinct check_id as id from run where worker_id = $1', victim)
  await until(async () => (await ranAgain()).length === options.checkIds.length, 15_000).catch(() => {})
  const stuck = options.checkIds.length - (await ranAgain()).length
  victim.send('SIGTERM')
  await victim.ended
  const refused = all.flatMap(({ log }) => log).filter(({ msg }) => msg?.startsWith('stale fence')).length
  return { ...(await countSlots()), refused, stuck }
}

const heldBy = (worker: WorkerProcess) =>
  ids('select check_id as id from check_schedule where worker_id = $1 and lease_until is not null', worker)

async function ids(text: string, worker: WorkerProcess): Promise<string[]> {
  if (worker.id() === '') return []
  const { rows } = await sql().query<{ id: string }>(text, [worker.id()])
  return rows.map(({ id }) => id)
}

async function kill(victim: WorkerProcess): Promise<void> {
  await until(async () => (await heldBy(victim)).length > 0)
  victim.send('SIGKILL')
  await victim.ended
}

/** Stops a worker while it holds something, until others have that; awake again, it must be refused. */
async function freeze(victim: WorkerProcess): Promise<void> {
  await until(async () => {
    await until(async () => (await heldBy(victim)).length > 0)
    victim.send('SIGSTOP')
    if ((await heldBy(victim)).length > 0) return true
    victim.send('SIGCONT') // It was faster: its results are stored already.
    return false
  })
  await until(async () => (await heldBy(victim)).length === 0)
  victim.send('SIGCONT')
  await until(() => victim.log.some(({ msg }) => msg?.startsWith('stale fence')))
  victim.send('SIGKILL')
  await victim.ended
}

/** Every slot from the first to the last run is either a run or counted as missed: never both, never neither. */
export async function countSlots(): Promise<
  Pick<KillReport, 'runs' | 'missed' | 'unaccounted' | 'duplicates'>
> {
  const { rows } = await sql().query<{ id: string; missed: number; runs: number; first: Date; last: Date }>(
    `select c.id, k.missed, count(*) filter (where r.trigger <> 'missed') as runs,
            c.created_at as first, max(r.scheduled_for) as last
       from "check" c join check_schedule k on k.check_id = c.id join run r on r.check_id = c.id
      group by c.id, k.missed`,
  )
  const counts = { runs: 0, missed: 0, unaccounted: 0 }
  for (const { id, missed, runs, first, last } of rows) {
    const second = (at: Date) => Math.floor((at.getTime() - phaseMs(id, 1)) / 1000)
    counts.runs += runs
    counts.missed += missed
    counts.unaccounted += Math.abs(second(last) - second(first) + 1 - runs - missed)
  }
  const { rows: values } = await sql().query<{ duplicates: number }>(
    `select (select count(*) from sample) - (select count(*) from run where value is not null) as duplicates`,
  )
  return { ...counts, duplicates: values[0]?.duplicates ?? Number.NaN }
}
