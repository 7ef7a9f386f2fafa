import { disconnect, sql } from '@/lib/db/database'
import { judgeRedFlags } from '@/lib/engine/duties/judge-red-flags'
import { maintainTasks } from '@/lib/engine/duties/maintain-tasks'
import { refreshAssessments } from '@/lib/engine/duties/refresh-assessments'
import { takeSnapshots } from '@/lib/score/take-snapshots'
import { seedDatabase } from '@/scripts/seed/seed-database'
import { type Benchmark, type BenchReport, figure, percentile } from './report'
import { timeRequests } from './support/timed-requests'
import { startWebInstallation, type WebInstallation } from './support/web-installation'

// What audits cost with 1,000 systems: the duties that judge all of them, and the pages that show them.

const systems = 1_000
const counts = { warmUp: 5, measured: 40 }
const goalMs = 500

interface DutyCost {
  name: string
  seconds: number
  cpuSeconds: number
}

interface PageCost {
  key: string
  path: string
  p50: number
  p95: number
  kilobytes: number
}

export const benchmark: Benchmark = {
  title: 'Audits of 1,000 systems',
  run: async (progress) => {
    progress('Building, if the sources changed')
    const duties: DutyCost[] = []
    const installation = await startWebInstallation(async (url) => {
      const history = { days: 90, hourlyDays: 7, longHourlySeries: 200, runsPerCheck: 5 }
      const say = (what: string) => progress(`Seeding: ${what}`)
      await seedDatabase(url, { systems, seed: 1, history, progress: say })
    })
    try {
      duties.push(...(await runDuties(progress)))
      const pages = await measurePages(installation, progress)
      return toReport(duties, pages)
    } finally {
      await disconnect()
      await installation.stop()
    }
  },
}

/** Each duty until nothing is left for it: the work of one full round over all systems. */
async function runDuties(progress: (what: string) => void): Promise<DutyCost[]> {
  const rounds = systems / 100 + 1
  const repeat = (work: () => Promise<unknown>) => async () => {
    for (let round = 0; round < rounds; round += 1) await work()
  }
  return [
    await cost('automatic answers', repeat(refreshAssessments), progress),
    await cost('red flags', repeat(judgeRedFlags), progress),
    await cost('scores', takeSnapshots, progress),
    await cost('tasks, nothing new', maintainTasks, progress),
  ]
}

async function cost(
  name: string,
  work: () => Promise<unknown>,
  progress: (what: string) => void,
): Promise<DutyCost> {
  progress(`Judging: ${name}`)
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  await work()
  const used = process.cpuUsage(cpu)
  return {
    name,
    seconds: (performance.now() - began) / 1000,
    cpuSeconds: (used.user + used.system) / 1_000_000,
  }
}

async function measurePages(
  { origin, headers }: WebInstallation,
  progress: (what: string) => void,
): Promise<PageCost[]> {
  await sql().query('analyze')
  const { rows } = await sql().query<{ id: string }>(
    `select id from system where kind = 'database' order by name limit 1`,
  )
  const system = `/systems/${rows[0]?.id}`
  const pages = [
    ['tasks', '/tasks'],
    ['board', '/tasks?view=board'],
    ['calendar', '/tasks?view=calendar'],
    ['record', '/tasks?view=record'],
    ['year', '/tasks?view=year'],
    ['red_flags', '/red-flags'],
    ['score', '/score'],
    ['reviews', '/reviews'],
    ['checklists', '/checklists'],
    ['controls', `${system}/controls`],
    ['system_tasks', `${system}/tasks`],
    ['system_score', `${system}/score`],
  ] as const
  const measured: PageCost[] = []
  for (const [key, path] of pages) {
    progress(`Measuring ${key}`)
    const answers = await timeRequests(origin + path, headers, counts)
    const times = answers.map(({ milliseconds }) => milliseconds)
    measured.push({
      key,
      path: path.replace(system, 'a system: '),
      p50: percentile(times, 0.5),
      p95: percentile(times, 0.95),
      kilobytes: Math.max(...answers.map(({ bytes }) => bytes)) / 1000,
    })
  }
  return measured
}

function toReport(duties: readonly DutyCost[], pages: readonly PageCost[]): BenchReport {
  const slowest = pages.reduce((worst, page) => (page.p95 > worst.p95 ? page : worst))
  const judging = duties.reduce((sum, { seconds }) => sum + seconds, 0)
  return {
    metrics: {
      ...Object.fromEntries(pages.map(({ key, p95 }) => [`${key}_p95_ms`, Math.round(p95)])),
      judging_seconds: Math.round(judging * 10) / 10,
    },
    tables: [
      {
        title: 'Judging all systems once',
        head: ['duty', 'seconds', 'CPU seconds of the worker'],
        rows: duties.map(({ name, seconds, cpuSeconds }) => [name, figure(seconds), figure(cpuSeconds)]),
      },
      {
        title: 'Pages, requests one after the other',
        head: ['page', 'p50 ms', 'p95 ms', 'KB gzip'],
        rows: pages.map(({ path, p50, p95, kilobytes }) => [
          path,
          figure(p50),
          figure(p95),
          figure(kilobytes),
        ]),
      },
    ],
    goals: [
      {
        goal: `p95 of every page below ${goalMs} ms`,
        measured: `${figure(slowest.p95)} ms (${slowest.path})`,
        met: slowest.p95 < goalMs,
      },
      {
        goal: 'all systems judged within 60 s',
        measured: `${figure(judging)} s`,
        met: judging < 60,
      },
    ],
    notes: [
      'Each system has its starter tasks with 90 days of record and two checklists. CPU of the database is not counted here.',
    ],
  }
}
