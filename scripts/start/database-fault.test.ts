import { describe, expect, it } from 'vitest'
import { describeDatabaseFault, describeUnsuitable } from './database-fault'

const place = { host: 'db.example.com', port: '5432', user: 'ada', database: 'wheeltapper' }

describe('describeDatabaseFault', () => {
  it.each([
    ['ECONNREFUSED', 'connect ECONNREFUSED', 'nothing listens at db.example.com:5432'],
    ['ENOTFOUND', 'getaddrinfo ENOTFOUND', 'no host named db.example.com'],
    ['EAI_AGAIN', 'getaddrinfo EAI_AGAIN', 'no answer from DNS'],
    ['ETIMEDOUT', 'connect ETIMEDOUT', 'does not answer'],
    ['28P01', 'password authentication failed', 'refused the password of user "ada"'],
    ['28000', 'no pg_hba.conf entry', 'no pg_hba.conf entry'],
    ['3D000', 'database does not exist', 'CREATE DATABASE "wheeltapper"'],
    ['53300', 'too many clients', 'no connection left'],
    ['57P03', 'starting up', 'Try again'],
    [undefined, 'timeout expired', 'does not answer within 5 s'],
    [undefined, 'The server does not support SSL connections', 'offers no TLS'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate', 'sslrootcert'],
    [undefined, 'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string', 'wants a password'],
    [undefined, 'Connection terminated unexpectedly', 'Is it a PostgreSQL server'],
    ['XX000', 'something new', 'something new'],
  ])('%s %s', (code, message, expected) => {
    const sentence = describeDatabaseFault({ code, message }, place)
    expect(sentence).toMatch(/^DATABASE_URL: [^\n]+\.$/)
    expect(sentence).toContain(expected)
  })
})

describe('describeUnsuitable', () => {
  const fine = { versionNumber: 150_004, version: '15.4', isStandby: false, mayCreate: true }

  it('accepts PostgreSQL 15 and newer', () => {
    expect(describeUnsuitable(fine, place)).toBe(null)
  })

  it.each([
    [{ ...fine, versionNumber: 140_009, version: '14.9' }, 'PostgreSQL 14.9, and 15 or newer is needed'],
    [{ ...fine, isStandby: true }, 'read-only standby'],
    [{ ...fine, mayCreate: false }, 'ALTER DATABASE "wheeltapper" OWNER TO "ada"'],
  ])('refuses %o', (facts, expected) => {
    expect(describeUnsuitable(facts, place)).toContain(expected)
  })
})
