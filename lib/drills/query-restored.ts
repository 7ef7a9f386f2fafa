import type { DatabaseSnapshot } from '@/lib/fingerprints/database-snapshot'
import { formatNumber } from '@/lib/format/measure'
import type { JobContext } from '@/lib/jobs/job'
import { Problem } from '@/lib/problem'
import { askAssertions, newestRowAt } from './ask-assertions'
import { compareRestored, judgeItself } from './compare-restored'
import { sayFaults } from './drill-headline'
import type { DrillMeans } from './drill-means'
import type { DrillSight } from './drill-sight'
import { type Expected, expectedSnapshots, manifestMethod } from './expected-snapshots'
import { judgeConstraints } from './judge-constraints'
import type { ReadBackup, Restored } from './restored'
import type { RunWork } from './run-store'

/**
 * Counts what came back, compares it and asks the questions of the plan. Gives the snapshot, and what is said of it;
 * throws Problem `invalid` when something is not as it should be.
 */
export async function queryRestored(
  run: RunWork,
  { read, restored, sight, now }: { read: ReadBackup; restored: Restored; sight: DrillSight; now: Date },
  means: DrillMeans,
  context: JobContext,
): Promise<{ snapshot: DatabaseSnapshot; said: string | { skipped: string } }> {
  const { config } = run
  const contentMethod = await manifestMethod(run, read)
  const snapshot = await restored.snapshot({
    now,
    ...(contentMethod ? { contentMethod } : {}),
    onProgress: ({ table, tablesDone, tables }) =>
      context.progress({ step: `Counting ${table}`, done: tablesDone, total: tables, unit: 'tables' }),
  })
  sight.rows = rowsIn(snapshot)
  context.log(`${snapshot.tables.length} tables with ${sight.rows} rows came back`)
  refuseNoTables(snapshot)
  const expected = await expectedSnapshots(run, read, { found: snapshot, sight, now }, means, context)
  refuseNoRows(snapshot, expected)
  const comparisons = expected.map(({ by, snapshot: wanted }) =>
    compareRestored(wanted, snapshot, by, config.tolerances),
  )
  sight.counts = comparisons.flatMap(({ counts }) => counts)
  const compared = comparisons.flatMap(({ differences }) => differences)
  const isSaid = (what: string) => compared.some((each) => each.isFault && each.what === what)
  sight.differences = [
    ...compared,
    ...judgeItself(snapshot).filter(({ what }) => !isSaid(what)),
    ...judgeConstraints(snapshot, await restored.checkConstraints()),
    ...restored.absentExtensions.map((name) => ({
      area: 'extensions',
      what: name,
      sentence: `The backup asks for the extension ${name}, which this place does not have.`,
      isFault: true,
    })),
  ]
  sight.newestRow = await readNewest(run, restored)
  sight.assertions = await askAssertions(config.assertions, restored.ask, restored.signal)
  const other = comparisons.find(({ isOther }) => isOther)
  const faults = [
    ...sight.differences.filter(({ isFault }) => isFault).map(({ sentence }) => sentence),
    ...sight.assertions
      .filter(({ holds }) => !holds)
      .map(
        ({ name, expected: wanted, found }) => `“${name}” was expected to give ${wanted}, and gave ${found}.`,
      ),
  ]
  for (const fault of faults.slice(0, 50)) context.log(fault)
  if (other) throw new Problem('invalid', otherSentence(read, other.counts))
  if (faults.length > 0) throw new Problem('invalid', sayFaults(faults))
  return { snapshot, said: provenBy(run, sight, expected.length) }
}

const rowsIn = ({ tables }: DatabaseSnapshot) =>
  tables.reduce((sum, { kind, rows }) => sum + (kind === 'partition' ? 0 : (rows ?? 0)), 0)

/** A dump of nothing restores without an error. */
function refuseNoTables(snapshot: DatabaseSnapshot): void {
  if (snapshot.tables.length === 0)
    throw new Problem(
      'invalid',
      'It was restored without an error, and there is not a single table in it: an empty database was backed up. Look whether the job names the right one.',
    )
}

/** Only a source that had no rows either makes a backup without any a good one. */
function refuseNoRows(snapshot: DatabaseSnapshot, expected: readonly Expected[]): void {
  const isMeant = expected.some(({ by, snapshot: wanted }) => by !== 'last-proven' && rowsIn(wanted) === 0)
  if (rowsIn(snapshot) === 0 && !isMeant)
    throw new Problem(
      'invalid',
      `It was restored without an error, and none of its ${snapshot.tables.length} tables has a single row: only the structure was backed up. Look for --schema-only in the job that makes it.`,
    )
}

async function readNewest({ config }: RunWork, restored: Restored): Promise<Date | null> {
  const { newestRow } = config
  try {
    return await newestRowAt(newestRow, restored)
  } catch (error) {
    restored.signal.throwIfAborted()
    const said = error instanceof Error ? error.message : 'unknown'
    throw new Problem(
      'invalid',
      `The newest row could not be asked for: ${newestRow?.column} of ${newestRow?.table} (${said}). Correct table and column in the plan, or leave both empty.`,
    )
  }
}

function otherSentence({ archive }: ReadBackup, counts: readonly { table: string; state: string }[]): string {
  const missing = counts.filter(({ state }) => state === 'missing')
  const extra = counts.filter(({ state }) => state === 'extra').map(({ table }) => table)
  const wanted = counts.length - extra.length
  const of = archive.about.database ? ` (it says that it is of ${archive.about.database})` : ''
  return `It looks like a backup of another database${of}: ${missing.length} of ${wanted} tables that should be there are missing, and it has ${extra.slice(0, 3).join(', ')}${extra.length > 3 ? ', …' : ''} instead. Look whether the job names the right one.`
}

function provenBy({ config }: RunWork, sight: DrillSight, sources: number): string | { skipped: string } {
  const tables = new Set(sight.counts.map(({ table }) => table)).size
  const asked = config.assertions.length
  if (sources === 0 && asked === 0)
    return {
      skipped: `Nothing says what should be in it, so that its ${formatNumber(sight.rows)} rows are right is not known. Compare it with a manifest or the source, or ask a question of it.`,
    }
  const parts = [
    tables > 0
      ? `${tables === 1 ? 'Its one table is' : `All ${formatNumber(tables)} tables are`} as expected, with ${formatNumber(sight.rows)} rows`
      : `It has ${formatNumber(sight.rows)} rows`,
    asked > 0
      ? `${asked === 1 ? 'the question was' : `all ${asked} questions were`} answered as expected`
      : '',
  ]
  return `${parts.filter(Boolean).join(', and ')}.`
}
