import { describe, expect, it } from 'vitest'
import { exampleServer } from '../postgres-audit'
import { postgresReleases } from '../postgres-releases'
import { pgVersion } from './pg-version'

const judge = (version: number, day: string) =>
  pgVersion.judge({ server: { ...exampleServer, version } }, { warnDays: 180 }, new Date(`${day}T12:00:00Z`))

describe('pg.version', () => {
  it.each([
    ['the newest minor known, long supported', 180004, '2026-11-23', 'ok', 'newest minor known here'],
    ['a newer minor than the table knows', 180009, '2026-11-23', 'ok', 'newer than 18.4'],
    ['a major newer than the table', 190001, '2026-11-23', 'ok', 'newer than the table of releases'],
    ['one minor behind', 170009, '2026-11-23', 'warn', '1 minor release behind 17.10'],
    ['two minors behind', 150018, '2026-11-23', 'warn', '2 minor releases behind 15.20'],
    ['181 days before the end', 150020, '2027-05-14', 'ok', 'supported until 2027-11-11'],
    ['180 days before the end', 150020, '2027-05-15', 'warn', '180 days from now'],
    ['the last day', 150020, '2027-11-11', 'warn', '0 days from now'],
    ['the day after', 150020, '2027-11-12', 'fail', 'out of support since 2027-11-11'],
    ['14 after its end', 140023, '2026-11-23', 'fail', 'out of support since 2026-11-12'],
    ['14 on its last day', 140023, '2026-11-12', 'warn', '0 days from now'],
    ['a version of another age', 90624, '2026-11-23', 'fail', 'PostgreSQL 9.6.24'],
  ])('%s', (_name, version, day, verdict, words) => {
    const judgement = judge(version, day)
    expect(judgement.verdict).toBe(verdict)
    expect(judgement.reason).toContain(words)
  })

  it('has a table without gaps, each major ending after the one before', () => {
    for (const [index, release] of postgresReleases.entries()) {
      const previous = postgresReleases[index - 1]
      if (!previous) continue
      expect(release.major).toBe(previous.major + 1)
      expect(release.endOfLife > previous.endOfLife).toBe(true)
      expect(release.minorSeen).toMatch(/^\d{4}-\d\d-\d\d$/)
    }
  })
})
