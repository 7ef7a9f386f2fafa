import { expect, test } from 'vitest'
import { fileName } from './file-service'

const of = { from: '2026-11-15T23:00:00.000Z', to: '2026-11-22T23:00:00.000Z', zone: 'Europe/Berlin' }

test.each([
  [{ ...of, week: '2026-W47', scope: 'instance', scopeName: 'All systems' }, 'wheeltapper-2026-W47'],
  [
    { ...of, week: '2026-W47', scope: 'team', scopeName: 'Zahlungen & Größe/..' },
    'wheeltapper-2026-W47-zahlungen-gro-e',
  ],
  [{ ...of, week: '2026-W47', scope: 'team', scopeName: '運用' }, 'wheeltapper-2026-W47-team'],
  [
    { ...of, week: null, scope: 'instance', scopeName: 'All systems' },
    'wheeltapper-2026-11-16-to-2026-11-22',
  ],
] as const)('%j', (report, name) => {
  expect(fileName(report)).toBe(name)
  expect(fileName(report)).toMatch(/^[\w-]+$/)
})
