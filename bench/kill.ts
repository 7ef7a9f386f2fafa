import { addTestSystem } from '@/scripts/testing/engine-fixture'
import { killWorkers } from '@/scripts/testing/kill-workers'
import { startHttpListener } from '@/scripts/testing/listeners'
import { type Benchmark, figure } from './report'
import { openEngineLab } from './support/engine-lab'

const deaths = 110
const checks = 20
/** Long enough that a worker always dies in the middle of something. */
const answerAfterMs = 150

/** R1: 90 workers killed and 10 frozen in the middle of their runs. */
export const benchmark: Benchmark = {
  title: 'Kill: 100 workers die in the middle of their runs',
  run: async (progress) => {
    const lab = await openEngineLab()
    const target = await startHttpListener((_request, response) => {
      setTimeout(() => response.end('ok'), answerAfterMs)
    })
    try {
      const url = `http://127.0.0.1:${target.port}/`
      const { checkIds } = await addTestSystem(
        { kind: 'url', address: url, config: { url } },
        Array.from({ length: checks }, () => ({ kind: 'http.status', intervalSeconds: 1, timeoutMs: 2_000 })),
      )
      let started = 0
      const report = await killWorkers({
        checkIds,
        deaths,
        isFrozen: (death) => death % 11 === 10,
        start: () => {
          started += 1
          if (started % 10 === 0) progress(`${started} of ${deaths + 1} workers started`)
          return lab.startWorker({ WORKER_LEASE_SECONDS: '1', LOG_LEVEL: 'info' })
        },
      })
      const { runs, missed, unaccounted, duplicates, refused, stuck } = report
      return {
        metrics: { runs, missed, unaccounted, duplicates, refused, stuck },
        tables: [
          {
            title: `${checks} checks each second`,
            head: [
              '',
              'runs',
              'recorded as missed',
              'unaccounted slots',
              'duplicates',
              'refused by the fence',
              'stuck checks',
            ],
            rows: [
              [`${deaths} deaths`, ...[runs, missed, unaccounted, duplicates, refused, stuck].map(figure)],
            ],
          },
        ],
        goals: [
          { goal: 'no slot unaccounted for', measured: figure(unaccounted), met: unaccounted === 0 },
          { goal: 'nothing stored twice', measured: figure(duplicates), met: duplicates === 0 },
          { goal: 'at least one late result refused', measured: figure(refused), met: refused > 0 },
          { goal: 'no check stuck', measured: figure(stuck), met: stuck === 0 },
        ],
        notes: [],
      }
    } finally {
      await target.close()
      await lab.close()
    }
  },
}
