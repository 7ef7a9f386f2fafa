import { describe, expect, it } from 'vitest'
import { knownSources } from '@/lib/checklists/known-sources'
import { parseChecklist } from '@/lib/checklists/parse-checklist'
import { writeChecklist } from '@/lib/checklists/write-checklist'
import { withLesson } from './lessons'

const lesson = {
  number: 7,
  question: 'Does every archive folder have a limit?',
  why: 'it would have stopped at 10 GB',
  remediation: 'set a limit in archive.conf',
  severity: 'high' as const,
}

describe('a question that an incident taught', () => {
  it('begins a checklist that can be published as it is', () => {
    const { document, key } = withLesson(null, lesson)
    expect(key).toBe('lessons.incident-7')
    expect(parseChecklist(writeChecklist(document), knownSources(new Set()))).toMatchObject({
      errors: [],
      document: { key: 'lessons-from-incidents', controls: [{ key, evidencePolicy: 'required' }] },
    })
  })

  it('joins the others under a key of its own', () => {
    const first = withLesson(null, lesson)
    const second = withLesson(first.document, lesson)
    expect(second.key).toBe('lessons.incident-7-2')
    expect(withLesson(second.document, lesson).key).toBe('lessons.incident-7-3')
    expect(second.document.controls).toHaveLength(2)
    expect(first.document.controls).toHaveLength(1)
  })
})
