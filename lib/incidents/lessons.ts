import { knownFacts } from '@/lib/assessments/facts/index'
import type { Viewer } from '@/lib/auth/viewer'
import { importChecklist, saveDraft } from '@/lib/checklists/draft-changes'
import { knownSources } from '@/lib/checklists/known-sources'
import { findVersion } from '@/lib/checklists/list-store'
import { parseChecklist } from '@/lib/checklists/parse-checklist'
import type { ChecklistDocument, Control } from '@/lib/checklists/schema'
import { writeChecklist } from '@/lib/checklists/write-checklist'
import { Problem } from '@/lib/problem'

// Questions that an incident taught are kept together: one checklist, whose draft collects them until a manager
// publishes it and puts it to systems.

/** Key of that checklist. */
export const lessonsKey = 'lessons-from-incidents'

const factNames: ReadonlySet<string> = new Set(knownFacts.map(({ name }) => name))

/** A question as an incident taught it. */
export interface Lesson {
  number: number
  question: string
  why: string
  remediation: string
  severity: Control['severity']
}

/** The checklist with one more question, and the key of that. Pure. */
export function withLesson(
  checklist: ChecklistDocument | null,
  lesson: Lesson,
): { document: ChecklistDocument; key: string } {
  const document = checklist ?? {
    key: lessonsKey,
    title: 'Lessons from incidents',
    purpose: 'What incidents taught us to ask, so that the next one is not the same.',
    occasion: 'quarterly' as const,
    appliesTo: [],
    controls: [],
  }
  const taken = new Set(document.controls.map(({ key }) => key))
  const first = `lessons.incident-${lesson.number}`
  let key = first
  for (let next = 2; taken.has(key); next += 1) key = `${first}-${next}`
  const { question, why, remediation, severity } = lesson
  const control: Control = {
    key,
    area: 'Lessons',
    question,
    why,
    remediation,
    type: 'boolean',
    choices: [],
    threshold: null,
    severity,
    evidencePolicy: 'required',
    validForDays: 120,
    dimension: 'maintenance',
    appliesWhen: null,
    proofOf: null,
    answeredBy: [],
  }
  return { document: { ...document, controls: [...document.controls, control] }, key }
}

/**
 * Adds a question to the draft of that checklist, which is begun where there is none. Throws Problem: forbidden,
 * conflict (the draft cannot be read, the checklist was retired, somebody else saved it meanwhile).
 */
export async function draftLesson(viewer: Viewer, lesson: Lesson): Promise<string> {
  const draft = await findVersion(lessonsKey, 'draft')
  const base = draft ?? (await findVersion(lessonsKey, 'published'))
  const parsed = base && parseChecklist(base.source, knownSources(factNames))
  if (parsed && !parsed.document)
    throw new Problem(
      'conflict',
      'The draft of “Lessons from incidents” has lines that cannot be read. Correct it first, then send again.',
    )
  const { document, key } = withLesson(parsed?.document ?? null, lesson)
  const text = writeChecklist(document)
  if (draft) await saveDraft(viewer, lessonsKey, { text, revision: draft.revision }, factNames)
  else await importChecklist(viewer, text, factNames)
  return key
}
