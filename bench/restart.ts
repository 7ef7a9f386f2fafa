import { sql } from '@/lib/db/database'
import { until } from '@/scripts/testing/engine-fixture'
import { type Benchmark, figure } from './report'
import { bareLoop, openBareLoop } from './support/bare-loop'
import { addChecks, openEngineLab } from './support/engine-lab'

const checks = 1_000
const intervalSeconds = 20
const goalSeconds = 20

/** kill -9 of the only worker in the middle of its work, and a start at once: how long until all have run again. */
export const benchmark: Benchmark = {
  title: 'Restart: 1,000 checks every 20 s after a kill',
  run: async (progress) => {
    const lab = await openEngineLab()
    const bare = await openBareLoop()
    try {
      const { http: url, rootPem } = lab.target
      const limit = await bareLoop(bare, { url, count: checks, concurrency: 100, rootPem })
      progress(`${checks} checks every ${intervalSeconds} s`)
      const ids = await addChecks(lab.target.http, checks, { kind: 'http.status', intervalSeconds })
      await sql().query(
        'update check_schedule set next_due_at = app_now() + make_interval(secs => $1 * random())',
        [intervalSeconds],
      )
      const first = await lab.startWorker()
      const ran = (since: Date) => async () => {
        const { rows } = await sql().query<{ count: number }>(
          'select count(*) as count from check_state where check_id = any($1) and finished_at > $2',
          [ids, since],
        )
        return rows[0]?.count === checks
      }
      await until(ran(new Date(0)), 60_000, 200)
      await until(async () => (await held()) > 0)

      progress('kill -9, start')
      const heldAtDeath = await held()
      const { rows } = await sql().query<{ now: Date }>('select app_now() as now')
      const since = rows[0]?.now ?? new Date()
      first.send('SIGKILL')
      await first.ended
      await lab.startWorker()
      await until(ran(since), 60_000, 50)
      const { rows: last } = await sql().query<{ seconds: number }>(
        `select extract(epoch from max(first_run) - $2::timestamptz)::float8 as seconds
           from (select min(started_at + duration_ms * interval '1 millisecond') as first_run
                   from run where check_id = any($1) and started_at > $2 and trigger <> 'missed' group by check_id) as per_check`,
        [ids, since],
      )
      const allRun = last[0]?.seconds ?? Number.NaN
      return {
        metrics: { all_run_s: allRun, leases_at_kill: heldAtDeath, bare_loop_s: limit.seconds },
        tables: [
          {
            title: 'From kill -9 to the last check that has run again',
            head: ['', 'seconds', 'leases held by the killed worker'],
            rows: [[`${checks} checks every ${intervalSeconds} s`, figure(allRun), figure(heldAtDeath)]],
          },
        ],
        goals: [
          {
            goal: `all have run within ${goalSeconds} s (P11)`,
            measured: `${figure(allRun)} s`,
            met: allRun <= goalSeconds,
          },
        ],
        notes: [
          'The new worker is started at once and finds out by itself that the old one is dead: its heart is silent for 10 s.',
          `The same ${checks} requests, bare and all at once, take ${figure(limit.seconds)} s on this machine; what is left is the checks' own interval of ${intervalSeconds} s.`,
        ],
      }
    } finally {
      bare.disconnect()
      await lab.close()
    }
  },
}

async function held(): Promise<number> {
  const { rows } = await sql().query<{ count: number }>(
    'select count(*) as count from check_schedule where lease_until is not null',
  )
  return rows[0]?.count ?? 0
}
