import { describe, expect, it } from 'vitest'
import { fittingPsql, fittingRestore, type PostgresProgram } from './programs'

const program = (version: string): PostgresProgram => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return { path: `/usr/lib/postgresql/${major}/bin/x`, version, major, minor }
}

describe('pg_restore for a dump', () => {
  it.each([
    ['1.14', ['15.18'], '15.18'],
    ['1.14', ['18.1', '15.18'], '18.1'],
    ['1.15', ['16.3', '15.18'], '16.3'],
    ['1.16', ['17.6'], '17.6'],
    ['1.12', ['13.22'], '13.22'],
  ])('of archive version %s among %j is %s', (archive, installed, expected) => {
    expect(fittingRestore(installed.map(program), archive)).toMatchObject({ version: expected })
  })

  it.each([
    [
      '1.16',
      ['16.9', '15.18'],
      /pg_restore 16\.9 is too old .* PostgreSQL 17 or newer wrote.*apt-get install postgresql-client-17$/,
    ],
    ['1.15', ['15.18'], /pg_restore 15\.18 is too old .* postgresql-client-16$/],
    [
      '1.14',
      [],
      /pg_restore is not installed on the worker's machine, so the dump can be listed and no more/,
    ],
  ])('of archive version %s among %j is none, and what to install', (archive, installed, sentence) => {
    expect(fittingRestore(installed.map(program), archive)).toMatch(sentence)
  })
})

describe('psql for a plain dump', () => {
  it.each([
    [['15.18'], '15.18'],
    [['18.0', '15.18'], '18.0'],
    [['17.5', '16.10'], '16.10'],
    [['14.19'], '14.19'],
  ])('among %j is %s, because it can be locked', (installed, expected) => {
    expect(fittingPsql(installed.map(program))).toMatchObject({ version: expected })
  })

  it('is none of those that cannot be locked', () => {
    expect(fittingPsql(['17.5', '12.22'].map(program))).toMatch(
      /psql 17\.5 cannot be locked .* Update it to 15\.14, 16\.10, 17\.6/,
    )
    expect(fittingPsql([])).toMatch(/psql is not installed/)
  })
})
