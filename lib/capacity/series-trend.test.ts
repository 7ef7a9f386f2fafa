import { expect, it } from 'vitest'
import { spokenLimit } from './series-trend'

const now = new Date('2026-11-23T10:00:00Z')
const row = {
  resource: '/var',
  limit: 95,
  status: 'reaches',
  earliest: '2026-12-09T00:00:00.000Z',
  middle: null,
  latest: '2026-12-23T00:00:00.000Z',
} as const
const none = { earliest: null, middle: null, latest: null }

it.each([
  [{}, '/var: its limit is reached between Wed 9 Dec and Wed 23 Dec'],
  [{ status: 'reached' }, '/var: its limit is reached already'],
  [{ status: 'steady', ...none }, '/var: its limit is not reached within half a year'],
  // What is not known is not far away.
  [{ status: 'too-little-history', ...none }, '/var: its limit is reached at a time that is not known'],
  [{ status: 'no-data', ...none }, '/var: its limit is reached at a time that is not known'],
  [{ status: 'steady', limit: null, ...none }, '/var: no limit is known'],
] as const)('%j', (over, sentence) => {
  expect(spokenLimit({ ...row, ...over }, 'UTC', now)).toBe(sentence)
})
