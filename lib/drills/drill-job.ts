import { toJson } from '@/lib/audit/canonical-json'
import { databaseNow } from '@/lib/db/database'
import type { JobContext, JobHandler } from '@/lib/jobs/job'
import { log as workerLog } from '@/lib/log'
import { Problem } from '@/lib/problem'
import type { DrillMeans } from './drill-means'
import { dropEarlierMeasures, keepMeasure } from './measure-store'
import { performDrill } from './perform-drill'
import { recordRun } from './record-run'
import { type RunWork, readRunWork } from './run-store'

/** Lines of the log that are kept as evidence. */
const keptLines = 2_000

/** Long work of kind `drill`: restores the newest backup of a plan, and writes down what came of it. */
export const drillJob =
  (means: DrillMeans): JobHandler =>
  async (job, context) => {
    const run = await readRunWork(job.subjectId)
    if (!run)
      throw new Problem('not-found', 'The plan, or the backup target that it proves, was removed meanwhile.')
    if (run.finishedAt) return
    if (run.archivedAt || run.planEnded) throw notProvenAnyMore(run)
    const lines: string[] = []
    const listening: JobContext = {
      ...context,
      log(line) {
        context.log(line)
        if (lines.length < keptLines) lines.push(storable(line).trimEnd())
      },
    }
    const { report: seen, measure } = await performDrill(run, means, listening, await databaseNow())
    const report = storable(seen)
    // Whoever cancelled it wants no record of it.
    context.signal.throwIfAborted()
    if (measure) await keepMeasure(run.id, measure)
    if (!(await recordRun(run, report, lines))) throw await whyUnrecorded(run)
    context.log(report.headline)
    if (measure) await dropEarlierMeasures(run.id, run.planId)
    await judge(means, run.systemId)
  }

const notProvenAnyMore = ({ archivedAt, systemName, planName }: RunWork) =>
  new Problem(
    'conflict',
    `${archivedAt ? systemName : planName} is not proven any more: it was ${archivedAt ? 'archived' : 'ended'} meanwhile.`,
  )

/** Why a run that came to its end is not on record: it was to end meanwhile, or another worker was faster. */
async function whyUnrecorded({ id }: RunWork): Promise<Problem> {
  const run = await readRunWork(id)
  return run && run.finishedAt === null
    ? notProvenAnyMore(run)
    : new Problem('conflict', 'Another worker has finished this restore meanwhile: its result counts.')
}

/** What came out of a backup may be text that no database takes; what is recorded of it is. */
const storable = <Value>(value: Value) => toJson(value) as Value

/** A proof counts at once. What is recorded stays when judging fails; the worker judges again within minutes. */
async function judge(means: DrillMeans, systemId: string): Promise<void> {
  try {
    await means.afterProof(systemId)
  } catch (error) {
    workerLog.error(
      { system: systemId, error: error instanceof Error ? error.message : String(error) },
      'a restore was recorded, but what it proves could not be judged',
    )
  }
}
