import { expect, it } from 'vitest'
import { z } from 'zod'
import { evidenceFields } from './form'

const form = z.strictObject({ what: z.string(), ...evidenceFields })

it('takes a form without any evidence, whether its fields are empty or not there', () => {
  const none = {
    evidenceFiles: [],
    evidenceUrl: null,
    evidenceNote: '',
    evidenceUntil: null,
    evidenceRuns: [],
    evidenceIds: [],
  }
  expect(form.parse({ what: 'x' })).toEqual({ what: 'x', ...none })
  expect(
    form.parse({ what: 'x', evidenceFiles: [], evidenceUrl: '', evidenceNote: '', evidenceUntil: '' }),
  ).toEqual({ what: 'x', ...none })
})

it.each([
  ['evidenceUrl', 'javascript:alert(1)'],
  ['evidenceUrl', 'wiki.example.com/x'],
  ['evidenceUrl', 'https://me:secret@example.com/'],
  ['evidenceUntil', '31.5.2027'],
  ['evidenceIds', ['x']],
  ['evidenceRuns', ['x']],
  ['evidenceFiles', ['not a file']],
  ['evidenceFiles', Array.from({ length: 11 }, () => new File(['x'], 'x.txt'))],
])('refuses %s = %j', (name, value) => {
  const parsed = form.safeParse({ what: 'x', [name]: value })
  expect(parsed.success).toBe(false)
  expect(parsed.error?.issues.every(({ path }) => path[0] === name)).toBe(true)
})
