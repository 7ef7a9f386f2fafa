import { expect, test } from 'vitest'
import { adviceOnRights, versionName } from './reach'
import { scramVerifier } from './scram-verifier'

test.each([
  [180_004, '18.4'],
  [150_018, '15.18'],
  [160_000, '16.0'],
])('%i is %s', (number, name) => {
  expect(versionName(number)).toBe(name)
})

test('what the role lacks, or has too much of', () => {
  expect(adviceOnRights('audit', { superuser: false, monitor: true })).toEqual({
    missingGrants: [],
    notes: [],
  })
  expect(adviceOnRights('au"dit', { superuser: false, monitor: false }).missingGrants[0]).toContain(
    'GRANT pg_monitor TO "au""dit";',
  )
  expect(adviceOnRights('postgres', { superuser: true, monitor: true })).toEqual({
    missingGrants: [],
    notes: [expect.stringContaining('postgres is a superuser')],
  })
})

test('a SCRAM verifier is the one of the example in RFC 7677', () => {
  // Password, salt, StoredKey and ServerKey of section 3.
  const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64')
  expect(scramVerifier('pencil', salt)).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  )
  expect(scramVerifier('pencil')).not.toBe(scramVerifier('pencil'))
})
