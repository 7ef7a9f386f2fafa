import { compareText } from '@/lib/probes/text-order'
import { type DatabaseArea, type DatabaseSnapshot, databaseAreas } from './database-snapshot'
import type { AreaCounts, Difference } from './difference'
import { lastingValue, settingVerdict } from './lasting-value'
import { type Position, positionsOf, sequenceVerdict } from './sequence-position'

/** What two snapshots of a database have in common, and what not. */
export interface DatabaseComparison {
  /** Areas that were compared, in their order. */
  areas: AreaCounts[]
  /** Everything that is not equal, by area and key. */
  differences: Difference[]
}

type Verdict = Pick<Difference, 'kind' | 'before' | 'after'> | 'equal' | 'skip'

/**
 * Compares what was with what is. Across major versions, what only a new version writes differently is not a
 * difference. `areas`: those that matter here; all unless told.
 */
export function compareDatabases(
  before: DatabaseSnapshot,
  after: DatabaseSnapshot,
  areas: readonly DatabaseArea[] = databaseAreas,
): DatabaseComparison {
  const comparison: DatabaseComparison = { areas: [], differences: [] }
  const oneSided = tablesOnOneSide(before, after)
  for (const area of databaseAreas) {
    if (!areas.includes(area)) continue
    const found = new Map<string, Verdict>()
    const ofTables = area === 'rows' ? rowVerdicts : area === 'content' ? contentVerdicts : null
    if (ofTables) ofTables(before, after, found)
    else catalogueVerdicts(area, before, after, oneSided, found)
    if (area === 'sequences') positionVerdicts(before, after, found)
    unreadVerdicts(area, before, after, found)
    collect(area, found, comparison)
  }
  return comparison
}

function collect(area: DatabaseArea, found: ReadonlyMap<string, Verdict>, into: DatabaseComparison): void {
  const counts: AreaCounts = { area, equal: 0, differs: 0, missing: 0, extra: 0, unknown: 0 }
  for (const key of [...found.keys()].sort(compareText)) {
    const verdict = found.get(key)
    if (verdict === undefined || verdict === 'skip') continue
    if (verdict === 'equal') counts.equal += 1
    else {
      counts[verdict.kind] += 1
      into.differences.push({ area, key, ...verdict })
    }
  }
  into.areas.push(counts)
}

/** Of a table that is missing or new, its columns, indexes and so on are no news. */
function tablesOnOneSide(before: DatabaseSnapshot, after: DatabaseSnapshot): ReadonlySet<string> {
  const was = new Set(before.tables.map(({ name }) => name))
  const is = new Set(after.tables.map(({ name }) => name))
  return new Set([...was, ...is].filter((name) => was.has(name) !== is.has(name)))
}

/** Areas whose keys name a table, at their beginning or after what it is. */
const ofTable: ReadonlySet<DatabaseArea> = new Set([
  'columns',
  'constraints',
  'indexes',
  'triggers',
  'policies',
  'owners',
  'privileges',
  'comments',
])

function catalogueVerdicts(
  area: DatabaseArea,
  before: DatabaseSnapshot,
  after: DatabaseSnapshot,
  oneSided: ReadonlySet<string>,
  found: Map<string, Verdict>,
): void {
  const was = entriesOf(area, before)
  const is = entriesOf(area, after)
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    if (ofTable.has(area) && belongsTo(key, oneSided)) continue
    const [old, now] = [was.get(key), is.get(key)]
    const setting = area === 'settings' ? settingVerdict(old, now) : 'differs'
    if (setting !== 'differs') found.set(key, setting)
    else if (old === undefined) found.set(key, { kind: 'extra', before: null, after: now ?? '' })
    else if (now === undefined) found.set(key, { kind: 'missing', before: old, after: null })
    else {
      const versions = [before.major, after.major] as const
      const isEqual = old === now || lastingValue(area, old, versions) === lastingValue(area, now, versions)
      found.set(key, isEqual ? 'equal' : { kind: 'differs', before: old, after: now })
    }
  }
}

const entriesOf = (area: DatabaseArea, snapshot: DatabaseSnapshot) =>
  new Map(snapshot.catalogue.flatMap((entry) => (entry.area === area ? [[entry.key, entry.value]] : [])))

/**
 * "public.orders.id", "public.orders: CREATE INDEX …", "table public.orders to audit" and "table column public.orders.id"
 * belong to public.orders.
 */
function belongsTo(key: string, tables: ReadonlySet<string>): boolean {
  if (tables.size === 0) return false
  const name = key.replace(/^(table column|table|column|foreign table) /, '')
  const ends = [name.length, name.indexOf(': '), name.lastIndexOf('.'), name.indexOf(' to ')]
  return ends.some(
    (end) => end > 0 && (tables.has(name.slice(0, end)) || tables.has(columnless(name.slice(0, end)))),
  )
}

const columnless = (name: string) => name.slice(0, Math.max(0, name.lastIndexOf('.')))

function rowVerdicts(before: DatabaseSnapshot, after: DatabaseSnapshot, found: Map<string, Verdict>): void {
  const is = new Map(after.tables.map((table) => [table.name, table]))
  const was = new Set(before.tables.map(({ name }) => name))
  for (const old of before.tables) {
    if (old.kind === 'partition') continue
    const now = is.get(old.name)
    if (!now) found.set(old.name, { kind: 'missing', before: counted(old.rows), after: null })
    else if (old.rows === null || now.rows === null)
      found.set(old.name, {
        kind: 'unknown',
        before: counted(old.rows) ?? old.unread,
        after: counted(now.rows) ?? now.unread,
      })
    else
      found.set(
        old.name,
        old.rows === now.rows
          ? 'equal'
          : { kind: 'differs', before: counted(old.rows), after: counted(now.rows) },
      )
  }
  for (const now of after.tables) {
    if (now.kind !== 'partition' && !was.has(now.name))
      found.set(now.name, { kind: 'extra', before: null, after: counted(now.rows) ?? now.unread })
  }
}

const counted = (rows: number | null) => (rows === null ? null : String(rows))

/** Where the counts differ already, the contents do too: that is not said twice. */
function contentVerdicts(
  before: DatabaseSnapshot,
  after: DatabaseSnapshot,
  found: Map<string, Verdict>,
): void {
  const is = new Map(after.tables.map((table) => [table.name, table]))
  for (const old of before.tables) {
    const now = is.get(old.name)
    if (!now || old.kind === 'partition' || (old.rows !== null && now.rows !== null && old.rows !== now.rows))
      continue
    const [was, now_] = [old.content, now.content]
    if (was === null || now_ === null)
      found.set(old.name, { kind: 'unknown', before: was ?? old.unread, after: now_ ?? now.unread })
    else if (before.contentMethod !== after.contentMethod)
      found.set(old.name, {
        kind: 'unknown',
        before: `summed up by ${before.contentMethod}`,
        after: `summed up by ${after.contentMethod}: take it again with the same method`,
      })
    else if (was === now_) found.set(old.name, 'equal')
    else if (old.columns.join('\n') !== now.columns.join('\n'))
      found.set(old.name, {
        kind: 'differs',
        before: `columns ${old.columns.join(', ')}`,
        after: `columns ${now.columns.join(', ')}`,
      })
    else found.set(old.name, { kind: 'differs', before: was, after: now_ })
  }
}

function positionVerdicts(
  before: DatabaseSnapshot,
  after: DatabaseSnapshot,
  found: Map<string, Verdict>,
): void {
  const is: ReadonlyMap<string, Position> = positionsOf(after)
  for (const [name, old] of positionsOf(before)) {
    const now = is.get(name)
    if (now) found.set(`${name} position`, sequenceVerdict(old, now))
  }
  for (const [name, now] of is) {
    const isNew = !before.sequences.some((sequence) => sequence.name === name)
    if (isNew && now.isBehind) found.set(`${name} position`, sequenceVerdict(null, now))
  }
}

/** What could not be read is one line that says so, never hundreds that something is missing. */
function unreadVerdicts(
  area: DatabaseArea,
  before: DatabaseSnapshot,
  after: DatabaseSnapshot,
  found: Map<string, Verdict>,
): void {
  for (const key of new Set(
    [...before.unread, ...after.unread].flatMap((u) => (u.area === area ? [u.key] : [])),
  )) {
    for (const each of [...found.keys()]) if (each.startsWith(key)) found.delete(each)
    const reason = (snapshot: DatabaseSnapshot) =>
      snapshot.unread.find((u) => u.area === area && u.key === key)?.reason ?? null
    found.set(key, { kind: 'unknown', before: reason(before), after: reason(after) })
  }
}
