import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { disconnect, sql } from '@/lib/db/database'
import { seedDatabase } from '@/scripts/seed/seed-database'
import { type Benchmark, type BenchReport, figure, percentile } from './report'
import { type TimedAnswer, timeRequests } from './support/timed-requests'
import { startWebInstallation, type WebInstallation } from './support/web-installation'

// Server time and bytes of the pages that are read most, over 1,000 systems, 20,000 checks and 90 days.

const systems = 1_000
const counts = { warmUp: 15, measured: 100 }
const goalMs = 150
/** Runs added to one check to see that its pages do not grow with them. */
const furtherRuns = 50_000

interface Page {
  key: string
  name: string
  path: string
}

interface Measured extends Page {
  p50: number
  p95: number
  kilobytes: number
  plainKilobytes: number
  /** Rows of the run tables that one request reads. */
  runRows: number
}

export const benchmark: Benchmark = {
  title: 'Pages over 1,000 systems',
  run: async (progress) => {
    progress('Building, if the sources changed')
    const installation = await startWebInstallation(async (url) => {
      await seedDatabase(url, { systems, seed: 1, progress: (what) => progress(`Seeding: ${what}`) })
    })
    try {
      return await measure(installation, progress)
    } finally {
      await disconnect()
      await installation.stop()
    }
  },
}

async function measure(
  installation: WebInstallation,
  progress: (what: string) => void,
): Promise<BenchReport> {
  const subject = await pickSubject()
  const pages: Page[] = [
    { key: 'today', name: '/today', path: '/today' },
    { key: 'systems', name: '/systems', path: '/systems' },
    { key: 'systems_last', name: '/systems, last page', path: '/systems?page=20' },
    { key: 'findings', name: '/findings', path: '/findings' },
    { key: 'system', name: 'a system', path: `/systems/${subject.systemId}` },
    { key: 'check_day', name: 'a check, 24 hours', path: `/checks/${subject.checkId}` },
    { key: 'check', name: 'a check, 90 days', path: `/checks/${subject.checkId}?range=90d` },
  ]
  const limit = await bareLimit()
  const first = await measureAll(pages, installation, progress)
  progress(`Adding ${furtherRuns} runs to the check`)
  await addRuns(subject.checkId)
  const again = await measureAll(
    pages.filter(({ key }) => key === 'system' || key.startsWith('check')),
    installation,
    progress,
  )
  return toReport(first, again, limit, await installation.memoryMb())
}

/** A check with hourly roll-ups for all 90 days, and its system. */
async function pickSubject(): Promise<{ checkId: string; systemId: string }> {
  const { rows } = await sql().query<{ checkId: string; systemId: string }>(
    `select c.id as "checkId", c.system_id as "systemId"
       from series s join "check" c on c.id = s.check_id and c.interval_seconds = 60 and c.paused_at is null
      where (select min(at) from sample_hour h where h.series_id = s.id) < app_now() - interval '80 days'
      order by s.id limit 1`,
  )
  const [subject] = rows
  if (!subject) throw new Error('no check with 90 days of hours was seeded')
  return subject
}

/** What this machine needs for an HTTP answer with nothing in it. */
async function bareLimit(): Promise<number> {
  const server = createServer((_request, response) => response.end('ok'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const answers = await timeRequests(`http://127.0.0.1:${port}/`, {}, counts)
  server.closeAllConnections()
  server.close()
  return percentile(
    answers.map(({ milliseconds }) => milliseconds),
    0.95,
  )
}

async function measureAll(
  pages: readonly Page[],
  { origin, headers }: WebInstallation,
  progress: (what: string) => void,
): Promise<Measured[]> {
  const measured: Measured[] = []
  for (const page of pages) {
    progress(`Measuring ${page.name}`)
    const url = origin + page.path
    const before = await runRowsRead()
    const answers = await timeRequests(url, headers, counts)
    const requests = counts.warmUp + counts.measured
    const [plain] = await timeRequests(
      url,
      { ...headers, 'accept-encoding': 'identity' },
      { warmUp: 0, measured: 1 },
    )
    measured.push({
      ...page,
      ...figures(answers, plain),
      runRows: ((await runRowsRead()) - before) / (requests + 1),
    })
  }
  return measured
}

function figures(answers: readonly TimedAnswer[], plain: TimedAnswer | undefined) {
  const times = answers.map(({ milliseconds }) => milliseconds)
  return {
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    kilobytes: Math.max(...answers.map(({ bytes }) => bytes)) / 1000,
    plainKilobytes: (plain?.bytes ?? Number.NaN) / 1000,
  }
}

/** Rows of all run partitions that were read so far, by PostgreSQL's own count. */
async function runRowsRead(): Promise<number> {
  // Backends report their counters when they are idle for a moment.
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  const { rows } = await sql().query<{ read: number }>(
    `select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0) as read from pg_stat_user_tables
      where relname like 'run\\_short%' or relname like 'run\\_long%' or relname = 'run_default'`,
  )
  return rows[0]?.read ?? 0
}

async function addRuns(checkId: string): Promise<void> {
  await sql().query(
    `insert into run (check_id, scheduled_for, retention, started_at, duration_ms, verdict, reason, value, unit, trigger)
     select $1, at, 'short', at, 12, 'ok', 'Answered.', 1, 'ms', 'schedule'
       from (select app_now() - make_interval(secs => n * 1.5 + 0.5) as at from generate_series(1, $2::int) as n) as r
     on conflict do nothing`,
    [checkId, furtherRuns],
  )
  await sql().query('analyze run')
  // What was read to add and to analyse them is counted late, and is not the pages'.
  await sql().query('select pg_stat_force_next_flush()')
  await new Promise((resolve) => setTimeout(resolve, 2_000))
}

function toReport(pages: Measured[], again: Measured[], limit: number, memoryMb: number): BenchReport {
  const find = (all: Measured[], key: string) => all.find((page) => page.key === key)
  const p95 = (key: string) => find(pages, key)?.p95 ?? Number.NaN
  const more = Math.max(...again.map((page) => page.runRows - (find(pages, page.key)?.runRows ?? 0)))
  const named = ['today', 'systems', 'findings', 'system', 'check']
  return {
    metrics: {
      ...Object.fromEntries(named.map((key) => [`${key}_p95_ms`, round(p95(key))])),
      today_kb: round(find(pages, 'today')?.plainKilobytes ?? Number.NaN),
      today_gzip_kb: round(find(pages, 'today')?.kilobytes ?? Number.NaN),
      systems_kb: round(find(pages, 'systems')?.plainKilobytes ?? Number.NaN),
      more_run_rows_read: round(more),
      bare_http_p95_ms: round(limit),
      web_rss_mb: round(memoryMb),
    },
    tables: [
      {
        title: 'Server time and size, requests one after the other',
        head: ['page', 'p50 ms', 'p95 ms', 'KB gzip', 'KB', 'rows of runs read'],
        rows: pages.map((page) => [
          page.name,
          figure(page.p50),
          figure(page.p95),
          figure(page.kilobytes),
          figure(page.plainKilobytes),
          figure(page.runRows),
        ]),
      },
      {
        title: `The same with ${furtherRuns.toLocaleString('en-GB')} more runs of that check`,
        head: ['page', 'p50 ms', 'p95 ms', 'rows of runs read'],
        rows: again.map((page) => [page.name, figure(page.p50), figure(page.p95), figure(page.runRows)]),
      },
    ],
    goals: [
      ...['today', 'systems', 'system', 'check'].map((key) => ({
        goal: `p95 of ${find(pages, key)?.name ?? key} below ${goalMs} ms`,
        measured: `${figure(p95(key))} ms`,
        met: p95(key) < goalMs,
      })),
      {
        goal: `no page reads more rows of runs when there are ${furtherRuns.toLocaleString('en-GB')} more`,
        measured: `${figure(Math.max(0, more))} more rows`,
        met: more < 10,
      },
    ],
    notes: [
      `An answer of bare node:http takes ${figure(limit)} ms (p95) on this machine. The web process had ${figure(memoryMb)} MB at its peak.`,
    ],
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
