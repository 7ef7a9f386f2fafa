import { compareDatabases } from '@/lib/fingerprints/compare-databases'
import type { DatabaseArea, DatabaseSnapshot, TableFingerprint } from '@/lib/fingerprints/database-snapshot'
import type { Difference } from '@/lib/fingerprints/difference'
import { formatNumber } from '@/lib/format/measure'
import { capital } from '@/lib/format/sentences'
import type { ComparisonSource, DrillDifference, TableCount } from './drill-report'
import type { Tolerance } from './plan-schema'
import { allowedRows } from './tolerances'

/** What was compared with what, and what came of it. */
export interface RestoredComparison {
  comparedWith: ComparisonSource
  counts: TableCount[]
  differences: DrillDifference[]
  /** Most of what should be there is not, and other things are: somebody else's backup. */
  isOther: boolean
}

/** Areas of the catalogue that a restore must bring back. Owners, rights and roles are left out on purpose. */
const restoredAreas: readonly DatabaseArea[] = [
  'columns',
  'constraints',
  'indexes',
  'sequences',
  'views',
  'functions',
  'triggers',
  'policies',
  'types',
  'extensions',
]

/** Share of its rows that a table may have lost since the last proof, where the plan says nothing. */
const plainShrinkage = 0.1

const sourceWords: Readonly<Record<ComparisonSource, string>> = {
  manifest: 'the manifest of the backup',
  source: 'the live source',
  'last-proven': 'the last proven restore',
}

/** Compares what came back with what should have. Pure. */
export function compareRestored(
  expected: DatabaseSnapshot,
  found: DatabaseSnapshot,
  comparedWith: ComparisonSource,
  tolerances: readonly Tolerance[],
): RestoredComparison {
  const there = new Map(countable(found).map((table) => [table.name, table]))
  const wanted = countable(expected)
  // Sums of different kinds say nothing about each other.
  const isSameMethod = expected.contentMethod === found.contentMethod
  const counts = wanted.map((table) =>
    compareTable(
      isSameMethod ? table : { ...table, content: null },
      there.get(table.name),
      comparedWith,
      tolerances,
    ),
  )
  const known = new Set(wanted.map(({ name }) => name))
  for (const table of there.values())
    if (!known.has(table.name) && !isOwnHistory(table.name, expected))
      counts.push({
        table: table.name,
        comparedWith,
        expected: null,
        found: table.rows,
        sameContent: null,
        state: 'extra',
      })
  const missing = counts.filter(({ state }) => state === 'missing').length
  const extra = counts.filter(({ state }) => state === 'extra').length
  return {
    comparedWith,
    counts,
    differences: [
      ...counts.flatMap((count) => differenceOf(count)),
      ...catalogueDifferences(expected, found, comparedWith),
    ],
    isOther: wanted.length > 0 && missing * 2 > wanted.length && extra > 0,
  }
}

/** Tables that stand for rows: partitions count in their parent. */
const countable = ({ tables }: DatabaseSnapshot) =>
  tables.filter(({ kind }) => kind !== 'partition' && kind !== 'foreign table')

/** The product's own backup holds its history of migrations, which its manifest does not count. */
const isOwnHistory = (name: string, expected: DatabaseSnapshot) =>
  name === 'public._prisma_migrations' && expected.catalogue.length === 0

function compareTable(
  { name, rows: expected, content }: TableFingerprint,
  table: TableFingerprint | undefined,
  comparedWith: ComparisonSource,
  tolerances: readonly Tolerance[],
): TableCount {
  if (!table) return { table: name, comparedWith, expected, found: null, sameContent: null, state: 'missing' }
  const found = table.rows
  const sameContent = content === null || table.content === null ? null : content === table.content
  const base = { table: name, comparedWith, expected, found, sameContent }
  // What nobody counted before may be a view that was never filled: nothing can be said of it.
  if (expected === null) return { ...base, state: 'within' }
  if (found === null) return { ...base, state: 'differs' }
  const isEqual = expected === found && sameContent !== false
  if (isEqual) return { ...base, state: 'equal' }
  const allowed = allowedRows(tolerances, name, expected)
  if (comparedWith === 'last-proven') {
    // Data change from one backup to the next: only that they went is suspicious.
    const mayLose = allowed ?? Math.floor(expected * plainShrinkage)
    return { ...base, state: found >= expected - mayLose ? 'within' : 'differs' }
  }
  return {
    ...base,
    state: allowed !== null && Math.abs(found - expected) <= allowed ? 'within' : 'differs',
  }
}

const rows = (count: number | null) =>
  count === null ? 'an unknown number of rows' : count === 1 ? '1 row' : `${formatNumber(count)} rows`

function differenceOf(count: TableCount): DrillDifference[] {
  const { table, expected, found, comparedWith, state, sameContent } = count
  const by = sourceWords[comparedWith]
  const of = { area: 'tables', what: table }
  switch (state) {
    case 'missing':
      return [{ ...of, sentence: `${table} is missing: ${by} has ${rows(expected)} in it.`, isFault: true }]
    case 'extra':
      return [
        {
          ...of,
          sentence: `${table} is there with ${rows(found)}, and ${by} does not know it.`,
          isFault: comparedWith === 'manifest',
        },
      ]
    case 'differs':
      if (found === null)
        return [
          {
            ...of,
            sentence: `${table} could not be counted after the restore, and ${by} says ${rows(expected)}.`,
            isFault: true,
          },
        ]
      if (expected !== null && expected !== found)
        return [
          {
            ...of,
            sentence: `${table} has ${rows(found)}, and ${by} says ${rows(expected)}: ${rows(Math.abs(expected - found))} ${found < expected ? 'missing' : 'too many'}.`,
            isFault: true,
          },
        ]
      return [
        {
          ...of,
          sentence: `${table} has as many rows as ${by} says (${formatNumber(found)}), but other contents${sameContent === false ? ': their fingerprints differ' : ''}.`,
          isFault: true,
        },
      ]
    case 'within':
      if (expected !== null) return []
      return [
        {
          ...of,
          sentence: `${table} was not compared: ${by} could not count it, and it has ${rows(found)} now.`,
          isFault: false,
        },
      ]
    default:
      return []
  }
}

function catalogueDifferences(
  expected: DatabaseSnapshot,
  found: DatabaseSnapshot,
  comparedWith: ComparisonSource,
): DrillDifference[] {
  // The manifest of the product's own backup says nothing of a catalogue.
  if (expected.catalogue.length === 0) return []
  const { differences } = compareDatabases(expected, found, restoredAreas)
  return differences.map((difference) => ({
    area: difference.area,
    what: difference.key,
    sentence: catalogueSentence(difference, sourceWords[comparedWith]),
    isFault: isCatalogueFault(difference, comparedWith),
  }))
}

/** Between two backups a schema may change; where a sequence stands is judged by its column, not by a number. */
function isCatalogueFault({ area, kind }: Difference, comparedWith: ComparisonSource): boolean {
  if (comparedWith === 'last-proven' || kind === 'unknown' || kind === 'extra') return false
  return kind === 'missing' || area !== 'sequences'
}

function catalogueSentence({ area, key, kind, before, after }: Difference, by: string): string {
  const what = `${area.replace(/s$/, '')} ${key}`
  switch (kind) {
    case 'missing':
      return `${capital(what)} is missing: ${by} has it.`
    case 'extra':
      return `${capital(what)} is there, and ${by} does not know it.`
    case 'unknown':
      return `${capital(what)} could not be compared with ${by}.`
    case 'differs':
      return `${capital(what)} is ${short(after)}; ${by} says ${short(before)}.`
  }
}
const short = (value: string | null) =>
  value === null ? 'unknown' : value.length > 120 ? `“${value.slice(0, 120)}…”` : `“${value}”`

/** Tables whose rows could not be read. A view of rows may never have been filled; foreign rows lie elsewhere. */
const uncounted = ({ tables }: DatabaseSnapshot): DrillDifference[] =>
  tables.flatMap(({ name, kind, rows: counted, unread }) =>
    counted === null && (kind === 'table' || kind === 'partitioned table')
      ? [
          {
            area: 'tables',
            what: name,
            sentence: `${name} could not be counted after the restore: ${unread ?? 'its rows could not be read.'}`,
            isFault: true,
          },
        ]
      : [],
  )

/** What must be right by itself, whatever it is compared with: numbering ahead of its column, every table readable. Pure. */
export function judgeItself(found: DatabaseSnapshot): DrillDifference[] {
  const behind = found.sequences
    .filter(({ isBehind }) => isBehind === true)
    .map(({ name, column, last, used }) => ({
      area: 'sequences',
      what: name,
      sentence: `Sequence ${name} stands at ${last ?? 'its beginning'}, and ${column ?? 'its column'} goes up to ${used}: the next new row would collide. After a real restore set it with setval first.`,
      isFault: true,
    }))
  const unread = [...found.unread]
    .filter(({ area }) => area === 'tables' || area === 'rows' || area === 'content')
    .map(({ key, reason }) => ({ area: 'tables', what: key, sentence: reason, isFault: true }))
  return [...behind, ...unread, ...uncounted(found)]
}
