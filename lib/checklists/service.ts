import { canApproveExclusion, canMaintain, canPublishChecklist } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { Problem } from '@/lib/problem'
import { knownSources } from './known-sources'
import {
  type ChecklistRow,
  countAnswers,
  findVersion,
  listChecklists,
  listVersions,
  type VersionLine,
  type VersionRow,
} from './list-store'
import { parseChecklist } from './parse-checklist'
import { shippedChecklists } from './shipped/index'
import { sourceHash } from './source-hash'
import { readControls } from './store'
import { type SystemQuery, systemsPerPage } from './system-query'
import { countSystemsOfChecklist, listSystemsOfChecklist } from './system-store'
import type {
  ChecklistLine,
  ChecklistList,
  ChecklistPage,
  ControlReading,
  SystemsPage,
  VersionEntry,
  VersionPage,
} from './view'
import { writeChecklist } from './write-checklist'

// What the pages read. Reading is open to everybody who has signed in.

/** All checklists with their counts. */
export async function getChecklists(viewer: Viewer): Promise<ChecklistList> {
  const lines = (await listChecklists()).map(lineOf)
  return {
    inUse: lines.filter(({ isRetired }) => !isRetired),
    retired: lines.filter(({ isRetired }) => isRetired),
    canWrite: canPublishChecklist(viewer),
  }
}

/** One checklist: what it asks, its versions, for whom it counts. Throws Problem not-found. */
export async function getChecklist(viewer: Viewer, key: string): Promise<ChecklistPage> {
  const [row] = await listChecklists(key)
  if (!row) throw notFound()
  const [shown, versions, counts] = await Promise.all([
    versionOf(key, row.published === null ? 'draft' : 'published'),
    listVersions(key),
    countSystemsOfChecklist(key, ''),
  ])
  return {
    line: lineOf(row),
    retiredAt: row.retiredAt?.toISOString() ?? null,
    shown: { number: shown.number, state: shown.state, controls: await readingsOf(shown) },
    versions: versions.map(entryOf),
    proposed: row.published === null || row.retiredAt ? 0 : counts.proposed,
    hasNewerText: row.draft !== null && hasNewerText(row),
    canWrite: canPublishChecklist(viewer),
  }
}

/** One version, whatever became of it. Throws Problem not-found. */
export async function getVersion(_viewer: Viewer, key: string, number: number): Promise<VersionPage> {
  const version = await versionOf(key, number)
  const versions = await listVersions(key)
  const line = versions.find((each) => each.number === number)
  if (!line) throw notFound()
  const { title, purpose } = version
  return {
    key,
    title,
    purpose,
    entry: entryOf(line),
    controls: await readingsOf(version),
    numbers: versions.map((each) => each.number),
  }
}

/** The two newest versions of a checklist; the same twice while it has one. Throws Problem not-found. */
export async function getNewestVersions(
  _viewer: Viewer,
  key: string,
): Promise<{ before: number; last: number }> {
  const [last, before] = await listVersions(key)
  if (!last) throw notFound()
  return { before: (before ?? last).number, last: last.number }
}

/** The YAML of a version as it was written, and a name for its file. Throws Problem not-found. */
export async function getSource(
  _viewer: Viewer,
  key: string,
  number: number,
): Promise<{ text: string; fileName: string }> {
  const { source, state } = await versionOf(key, number)
  return { text: source, fileName: `${key}.v${number}${state === 'draft' ? '-draft' : ''}.yaml` }
}

/** The YAML of the published version under another key, to make an own checklist of it; null when it cannot be read. */
export async function getCopy(_viewer: Viewer, key: string): Promise<string | null> {
  const parsed = parseChecklist((await versionOf(key, 'published')).source, knownSources(null))
  const { document } = parsed
  return (
    document &&
    writeChecklist({ ...document, key: `${key}-copy`.slice(0, 80), title: `${document.title} (copy)` })
  )
}

/** One page of systems with what the checklist asks of each. Throws Problem not-found. */
export async function getSystemsOfChecklist(
  viewer: Viewer,
  key: string,
  query: SystemQuery,
): Promise<SystemsPage> {
  const [row] = await listChecklists(key)
  if (!row) throw notFound()
  const [rows, counts] = await Promise.all([
    listSystemsOfChecklist(key, query),
    countSystemsOfChecklist(key, query.q),
  ])
  const canUnassign = canApproveExclusion(viewer)
  return {
    key,
    title: row.title,
    isUsable: row.published !== null && row.retiredAt === null,
    controls: row.controls,
    rows: rows.map(({ teamId, assignedAt, controls: _controls, ...system }) => ({
      ...system,
      assignedAt: assignedAt?.toISOString() ?? null,
      canChange: assignedAt === null ? canMaintain(viewer, { teamId }) : canUnassign,
    })),
    counts,
    pageSize: systemsPerPage,
    canUnassign,
  }
}

/** A version of a checklist. Throws Problem not-found. */
export async function versionOf(key: string, which: 'draft' | 'published' | number): Promise<VersionRow> {
  const canBe = typeof which !== 'number' || (Number.isSafeInteger(which) && which > 0 && which < 2 ** 31)
  const version = canBe ? await findVersion(key, which) : null
  if (!version) throw notFound()
  return version
}

/** A draft has no controls in the database yet: its text is read. */
async function readingsOf(version: VersionRow): Promise<ControlReading[]> {
  if (version.state === 'draft') {
    const { document } = parseChecklist(version.source, knownSources(null))
    return (document?.controls ?? []).map((control) => ({ control, count: null }))
  }
  const [controls, answers] = await Promise.all([
    readControls([version.id]),
    version.state === 'published' ? countAnswers(version.id) : null,
  ])
  return (controls.get(version.id) ?? []).map(({ control }) => ({
    control,
    count: answers && (answers.get(control.key) ?? { asked: 0, answered: 0 }),
  }))
}

const shippedHashes = new Map(shippedChecklists.map(({ key, yaml }) => [key, sourceHash(yaml)]))

function hasNewerText({ key, isShipped, shippedHash }: ChecklistRow): boolean {
  const hash = shippedHashes.get(key)
  return isShipped && hash !== undefined && hash !== shippedHash
}

function lineOf({ retiredAt, publishedAt, shippedHash: _hash, ...row }: ChecklistRow): ChecklistLine {
  return { ...row, isRetired: retiredAt !== null, publishedAt: publishedAt?.toISOString() ?? null }
}

function entryOf({ number, state, note, controls, ...version }: VersionLine): VersionEntry {
  const isDraft = state === 'draft'
  const at = isDraft ? version.editedAt : version.publishedAt
  return {
    number,
    state,
    note,
    controls,
    at: at?.toISOString() ?? null,
    by: isDraft ? version.editedBy : version.publishedBy,
  }
}

const notFound = () => new Problem('not-found', 'This checklist, or this version of it, does not exist.')
