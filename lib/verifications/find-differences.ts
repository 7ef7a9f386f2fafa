import { compareDatabases } from '@/lib/fingerprints/compare-databases'
import type { DatabaseArea } from '@/lib/fingerprints/database-snapshot'
import type { Difference as Found } from '@/lib/fingerprints/difference'
import { compareDependencies, compareJobs, compareVolumes } from './compare-others'
import { differencesOfFolder, differencesOfReferences } from './find-file-differences'
import { namedRows, writesOnTheOldSide } from './find-row-differences'
import type { Difference } from './guided-view'
import type { VerificationArea } from './schema'
import { type Sides, unknownPlace } from './sides'
import { storedDatabase } from './take-snapshot'
import { readJobsOf } from './target-store'

/** What must still hold of a database in the weeks afterwards; rows may grow, and columns may be added. */
const lastingAreas: readonly DatabaseArea[] = [
  'tables',
  'constraints',
  'indexes',
  'sequences',
  'triggers',
  'policies',
  'extensions',
  'roles',
  'encoding',
]

/** Everything that differs, one after the other: databases, files, volumes, dependencies, jobs. */
export async function* findDifferences(sides: Sides): AsyncGenerator<Difference> {
  const { guided, before, after, isRecheck, since, equal } = sides
  // One lost file is one loss, though the list of its folder and the row that names it both tell.
  const told = new Set<string>()
  for (const index of guided.config.databases.keys()) yield* ofDatabase(sides, index)
  if (!isRecheck)
    for (const index of guided.config.folders.keys()) yield* differencesOfFolder(sides, index, told)
  for (const index of guided.config.rows.keys()) yield* differencesOfReferences(sides, index, told)
  yield* rest('volumes', after.summary.volumes, compareVolumes(before.summary.volumes, after.summary.volumes))
  yield* rest(
    'dependencies',
    after.summary.dependencies,
    compareDependencies(before.summary.dependencies, after.summary.dependencies),
  )
  const { jobs } = guided.config
  const known =
    jobs.length > 0
      ? await readJobsOf(
          guided.systemId,
          jobs.map(({ id }) => id),
        )
      : []
  yield* rest('jobs', jobs, compareJobs(jobs, known, since))

  function* rest(area: VerificationArea, all: readonly unknown[], differences: readonly Difference[]) {
    equal(area, all.length - differences.length)
    yield* differences
  }
}

async function* ofDatabase(sides: Sides, index: number): AsyncGenerator<Difference> {
  const { guided, before, after, isRecheck, context, equal } = sides
  const name = guided.config.databases[index]?.name ?? ''
  const [old, now] = [before.summary.databases[index], after.summary.databases[index]]
  const [was, is] = [await storedDatabase(before.id, index), await storedDatabase(after.id, index)]
  if (!was || !is || !old || !now || old.fault || now.fault) {
    yield unknownPlace('records', 'databases', name, {
      before: old?.fault ?? null,
      after: now?.fault ?? null,
    })
    return
  }
  context.progress({ step: `Comparing ${name}`, done: 0, total: was.tables.length, unit: 'tables' })
  const { areas, differences } = compareDatabases(was, is, isRecheck ? lastingAreas : undefined)
  equal(
    'records',
    areas.reduce((sum, area) => sum + area.equal, 0),
  )
  // What is new in the weeks afterwards is work that goes on.
  const counted = isRecheck ? differences.filter(({ kind }) => kind !== 'extra') : differences
  for (const found of counted) yield inDatabase(name, found)
  if (isRecheck) return
  yield* namedRows(sides, index, { was, is, differences })
  yield* writesOnTheOldSide(sides, index)
}

const inDatabase = (name: string, { area, key, kind, before, after }: Found): Difference => ({
  area: 'records',
  part: area,
  key: `${name}: ${key}`,
  kind,
  before,
  after,
})
