import type { Viewer } from '@/lib/auth/viewer'
import { Problem } from '@/lib/problem'
import { compareVersions } from './compare-versions'
import { type FactNames, permitWriting } from './draft-changes'
import { knownSources } from './known-sources'
import { type LineError, lineErrorText } from './line-error'
import {
  type AnswerCount,
  countAnswers,
  countSystems,
  findSharedControls,
  findVersion,
  listChecklists,
  listVersions,
} from './list-store'
import { parseChecklist } from './parse-checklist'
import { comparable, isEmpty, readDraft } from './publish'
import { versionOf } from './service'
import { readVersion } from './store'
import type { ComparisonPage, DraftPage, PublishPage } from './view'

/** The draft of a checklist with everything that is wrong with it; null when there is none. Throws Problem: forbidden, not-found. */
export async function getDraft(viewer: Viewer, key: string, facts: FactNames): Promise<DraftPage | null> {
  const [checklist] = await listChecklists(key)
  if (!checklist) throw new Problem('not-found', 'This checklist does not exist.')
  permitWriting(viewer)
  const draft = await findVersion(key, 'draft')
  if (!draft) return null
  const parsed = parseChecklist(draft.source, knownSources(facts))
  return {
    key,
    title: checklist.title,
    number: draft.number,
    revision: draft.revision,
    text: draft.source,
    errors: parsed.document ? [] : parsed.errors,
    more: parsed.document ? 0 : parsed.more,
    notes: parsed.document ? parsed.notes : [],
    editedAt: draft.editedAt?.toISOString() ?? null,
    editedBy: draft.editedBy,
    published: checklist.published,
  }
}

/** What publishing the draft would do. Throws Problem: forbidden, not-found, invalid (the text), conflict (nothing new). */
export async function getPublishPage(viewer: Viewer, key: string, facts: FactNames): Promise<PublishPage> {
  const draft = await versionOf(key, 'draft')
  permitWriting(viewer)
  const document = readDraft(key, draft.source, facts)
  const published = await findVersion(key, 'published')
  const after = comparable(document)
  const comparison = compareVersions(published && (await readVersion(published.id)), after)
  const [answers, systems, shared] = await Promise.all([
    published ? countAnswers(published.id) : new Map<string, AnswerCount>(),
    countSystems(key),
    findSharedControls(
      after.controls.map(({ control }) => control.key),
      key,
    ),
  ])
  const parsed = parseChecklist(draft.source, knownSources(facts))
  const meanings = new Map(after.controls.map(({ control, meaning }) => [control.key, meaning]))
  return {
    key,
    title: document.title,
    number: Math.max(draft.number, (published?.number ?? 0) + 1),
    revision: draft.revision,
    published: published?.number ?? null,
    comparison,
    answers: Object.fromEntries([...answers].map(([control, { answered }]) => [control, answered])),
    systems: systems.assigned,
    notes: [
      ...(parsed.document ? parsed.notes.map((each: LineError) => lineErrorText(each)) : []),
      ...shared
        .filter((other) => other.meaning !== meanings.get(other.key))
        .map(
          (other) =>
            `${other.key} is also asked by ${other.checklistTitle}, with another type, threshold or choices: an answer counts for one of the two only. Give it a key of its own, or change both.`,
        ),
    ],
  }
}

/** Whether there is anything to publish. */
export const saysNothingNew = ({ comparison, published }: PublishPage): boolean =>
  published !== null && isEmpty(comparison)

/** Two versions of a checklist side by side. Throws Problem not-found. */
export async function getComparison(
  _viewer: Viewer,
  key: string,
  range: { from: number; to: number },
): Promise<ComparisonPage> {
  const [from, to, versions] = await Promise.all([
    compared(key, range.from),
    compared(key, range.to),
    listVersions(key),
  ])
  return {
    key,
    title: (to ?? from)?.title ?? key,
    ...range,
    numbers: versions.map(({ number }) => number),
    comparison: from && to && compareVersions(from, to),
  }
}

async function compared(key: string, number: number) {
  const row = await versionOf(key, number)
  if (row.state === 'draft') {
    const { document } = parseChecklist(row.source, knownSources(null))
    return document && comparable(document)
  }
  const version = await readVersion(row.id)
  if (!version) throw new Problem('not-found', 'This version does not exist.')
  return version
}
