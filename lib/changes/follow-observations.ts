import { fingerprint, hashOf } from '@/lib/checks/bound-observations'
import type { Observations } from '@/lib/checks/observation'
import type { Sql } from '@/lib/db/pool'
import { type Difference, diffObservations } from './diff-observations'
import { expectationOf, explainedBy } from './expectation'
import { inWindow } from './in-window'
import {
  type ChangeRow,
  insertChanges,
  type KeptObservation,
  keepObservations,
  lockChangesOf,
  readKept,
  readSettingsOf,
  touchObservations,
} from './observation-store'

// The engine's side: what runs saw, held against what was seen before. Most runs see the same: a hash says so.

/** A worker that remembers the hash writes down this often that it still holds. */
export const touchMs = 600_000
/** A dist-upgrade changes a thousand packages; beyond that one line says how many more. */
export const changesPerRun = 1_000

/** What a worker remembers of a check between two runs. */
export interface RememberedObservation {
  hash: string
  storedAt: number
}

export interface ObservedRun {
  checkId: string
  systemId: string
  /** Address of the target. */
  place: string
  /** Everything that decides what is asked of whom. */
  question: unknown
  /** Start of the run, by the database's clock. */
  at: Date
  observations: Observations
  remembered: RememberedObservation | undefined
}

interface Hashed extends ObservedRun {
  hash: string
  basis: string
}

/**
 * Follows what these runs saw; returns what to remember of each check once the transaction holds. One statement for
 * all runs that saw what the runs before them saw; only differences cost more.
 */
export async function followObservations(
  on: Sql,
  runs: readonly ObservedRun[],
): Promise<Map<string, RememberedObservation>> {
  const remember = new Map<string, RememberedObservation>()
  const toStore: Hashed[] = []
  for (const run of runs) {
    const hash = hashOf(run.observations)
    const { remembered, at } = run
    if (remembered?.hash === hash && at.getTime() - remembered.storedAt < touchMs) continue
    remember.set(run.checkId, { hash, storedAt: at.getTime() })
    toStore.push({ ...run, hash, basis: fingerprint(JSON.stringify(run.question)) })
  }
  if (toStore.length === 0) return remember
  const touched = await touchObservations(on, toStore)
  const different = toStore.filter(({ checkId }) => !touched.has(checkId))
  if (different.length > 0) await followDifferences(on, different)
  return remember
}

async function followDifferences(on: Sql, runs: readonly Hashed[]): Promise<void> {
  const kept = await readKept(
    on,
    runs.map(({ checkId }) => checkId),
  )
  const differences = runs.map((run) => ({ run, difference: differenceOf(run, kept.get(run.checkId)) }))
  await keepObservations(
    on,
    differences.map(({ run, difference }) => ({
      checkId: run.checkId,
      hash: run.hash,
      basis: run.basis,
      facts: difference.facts,
      unseen: difference.unseen,
      at: run.at,
      changed: difference.changes.length > 0,
    })),
  )
  const changed = differences.filter(({ difference }) => difference.changes.length > 0)
  if (changed.length > 0) await storeChanges(on, changed)
}

/** Under another question nothing can be compared: it is seen for the first time. */
function differenceOf(run: Hashed, kept: KeptObservation | undefined): Difference {
  return diffObservations(kept?.basis === run.basis ? kept : null, run.observations)
}

async function storeChanges(
  on: Sql,
  changed: readonly { run: Hashed; difference: Difference }[],
): Promise<void> {
  const systemIds = [...new Set(changed.map(({ run }) => run.systemId))].sort()
  await lockChangesOf(on, systemIds)
  const earliest = Math.min(
    ...changed.flatMap(({ difference }) =>
      difference.changes.map(({ lastSeenBefore }) => lastSeenBefore.getTime()),
    ),
  )
  const settings = await readSettingsOf(on, systemIds, new Date(earliest))
  const rows = changed.flatMap(({ run, difference }) => {
    const { window = null, zone = 'UTC', announced = [] } = settings.get(run.systemId) ?? {}
    return limited(difference.changes).map((change): ChangeRow => {
      const explained = explainedBy({ ...change, at: run.at }, announced)
      const isInWindow = inWindow(window, zone, change.lastSeenBefore, run.at)
      return {
        ...change,
        systemId: run.systemId,
        checkId: run.checkId,
        place: run.place,
        at: run.at,
        inWindow: isInWindow,
        expectation: expectationOf(explained, isInWindow),
        announcementId: explained?.id ?? null,
      }
    })
  })
  await insertChanges(on, withoutTwins(rows))
}

/** The first of a flood, and one line for the rest of each subject. */
function limited(changes: Difference['changes']): Difference['changes'] {
  if (changes.length <= changesPerRun) return changes
  const rest = new Map<string, Difference['changes']>()
  for (const change of changes.slice(changesPerRun)) {
    rest.set(change.subject, [...(rest.get(change.subject) ?? []), change])
  }
  return [
    ...changes.slice(0, changesPerRun),
    ...[...rest.values()].flatMap((more) => {
      const [first] = more
      return first
        ? [{ ...first, key: `${more.length} more`, kind: 'changed' as const, before: null, after: null }]
        : []
    }),
  ]
}

/** Two checks of one target saw the same: it happened once. */
function withoutTwins(rows: readonly ChangeRow[]): ChangeRow[] {
  const known = new Map<string, ChangeRow>()
  for (const row of rows) {
    const name = JSON.stringify([row.systemId, row.place, row.subject, row.key, row.kind, row.after])
    if (!known.has(name)) known.set(name, row)
  }
  return [...known.values()]
}
