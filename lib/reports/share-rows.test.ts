import { expect, test } from 'vitest'
import type { CandidateRow, SectionDraft } from './report-frame'
import { rowsOfPage, shareRows } from './share-rows'

const row = (tone: CandidateRow['tone'], subject: string, isAside = false): CandidateRow => ({
  tone,
  word: '',
  subject,
  text: '',
  href: '/',
  isAside,
})
const draft = (key: SectionDraft['key'], rows: CandidateRow[], beyond = 0): SectionDraft => ({
  key,
  title: key,
  watched: true,
  tone: 'plain',
  word: '',
  lead: { text: 'x', href: '/' },
  rows,
  beyond,
})
const told = (drafts: SectionDraft[]) =>
  shareRows(drafts).map(({ rows, more }) => [rows.map(({ subject }) => subject).join(' '), more])

test('each section gets its first row before any gets a second, then the worst come in', () => {
  const bad = draft('red-flags', [row('fail', 'a'), row('fail', 'b'), row('warn', 'c')])
  const small = draft('expiring', [row('warn', 'd')], 4)
  expect(told([bad, small])).toEqual([
    ['a b c', 0],
    ['d', 4],
  ])
})

test('a full page drops what is least urgent, and counts it', () => {
  const sections = [
    'changed',
    'red-flags',
    'backups',
    'capacity',
    'expiring',
    'alerts',
    'maintenance',
  ] as const
  const full = sections.map((key) =>
    draft(key, [row('fail', '1'), row('warn', '2'), row('unknown', '3'), row('ok', '4')]),
  )
  const shared = shareRows(full)
  expect(shared.flatMap(({ rows }) => rows)).toHaveLength(rowsOfPage)
  for (const { rows, more } of shared) {
    expect(rows[0]?.subject).toBe('1')
    expect(rows.length + more).toBe(4)
  }
})

test('rows about the section as a whole keep their place and are never counted', () => {
  const aside = draft('changed', [row('plain', 'score', true), row('plain', 'by tier', true)])
  const others = Array.from({ length: 9 }, () => draft('backups', [row('fail', 'x'), row('fail', 'y')]))
  expect(told([aside, ...others])[0]).toEqual(['score', 0])
})
