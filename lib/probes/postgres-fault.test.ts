import { describe, expect, it } from 'vitest'
import { ProbeError } from '@/lib/probe-error'
import { postgresFault } from './postgres-fault'

const place = {
  name: 'db.example.com:5432',
  database: 'shop',
  role: 'Audit',
  password: 'correct horse',
  isOpen: false,
}
const server = (code: string, message: string, routine?: string) => ({
  severity: 'FATAL',
  code,
  message,
  routine,
})

describe('postgresFault', () => {
  it.each<[string, object, boolean, string, string]>([
    ['a closed port', { code: 'ECONNREFUSED' }, false, 'refused', 'no server listens there'],
    ['no route', { code: 'EHOSTUNREACH' }, false, 'unreachable', 'no route to db.example.com:5432'],
    ['a silent host', { code: 'ETIMEDOUT' }, false, 'timeout', 'does not answer at all'],
    ['closed at once', { code: 'ECONNRESET' }, false, 'reset', 'closes them at once'],
    ['closed in the middle', { code: 'ECONNRESET' }, true, 'lost', 'closed the session in the middle'],
    [
      'closed without a code',
      { message: 'Connection terminated unexpectedly' },
      true,
      'lost',
      'closed the session in the middle',
    ],
    ['a wrong password', server('28P01', 'nein'), false, 'authentication', 'ALTER ROLE "Audit" PASSWORD'],
    [
      'no line in pg_hba.conf',
      server('28000', 'no pg_hba.conf entry for host'),
      false,
      'authentication',
      'pg_hba.conf',
    ],
    [
      'no password at all',
      { message: 'SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a non-empty string' },
      false,
      'authentication',
      'has none. Set it',
    ],
    [
      'another way to sign in',
      { message: 'SASL: Only mechanism(s) SCRAM-SHA-256 are supported' },
      false,
      'authentication',
      'scram-sha-256',
    ],
    ['a missing database', server('3D000', 'gibt es nicht'), false, 'bad-configuration', 'no database shop'],
    [
      'no right to connect',
      server('42501', 'denied'),
      false,
      'privilege',
      'GRANT CONNECT ON DATABASE shop TO "Audit";',
    ],
    [
      'no right to read',
      server('42501', 'permission denied for function x'),
      true,
      'privilege',
      'GRANT pg_monitor TO "Audit";',
    ],
    [
      'no slot at all',
      server('53300', 'zu viele', 'InitProcess'),
      false,
      'slots-exhausted',
      'all its connection slots are taken',
    ],
    [
      'the limit of the database',
      server('53300', 'zu viele', 'CheckMyDatabase'),
      false,
      'slots-exhausted',
      'Database shop',
    ],
    [
      'the limit of the role',
      server('53300', 'zu viele', 'InitializeSessionUserId'),
      false,
      'bad-configuration',
      'ALTER ROLE "Audit" CONNECTION LIMIT',
    ],
    [
      'starting up',
      server('57P03', 'the database system is starting up'),
      false,
      'starting-up',
      'the database system is starting up',
    ],
    [
      'ended by an administrator',
      server('57P01', 'terminating'),
      true,
      'lost',
      'ended the session in the middle',
    ],
    [
      'connections not allowed',
      server('55000', 'not currently accepting connections'),
      false,
      'refused',
      'ALLOW_CONNECTIONS true',
    ],
    ['a pooler', server('08P01', 'unsupported startup parameter: options'), false, 'protocol', 'pooler'],
    ['a query out of time', server('57014', 'canceling statement'), true, 'timeout', 'Raise the timeout'],
    ['a lock', server('55P03', 'lock not available'), true, 'timeout', 'lock for more than 1 s'],
    [
      'an error of another kind in a query',
      server('42883', 'function does not exist'),
      true,
      'bad-configuration',
      'function does not exist (42883)',
    ],
    ['an error of another kind at login', server('XX000', 'odd'), false, 'refused', 'refuses the session'],
    [
      'something that is no PostgreSQL',
      { message: 'received invalid response: 4a' },
      false,
      'protocol',
      'not like a PostgreSQL server',
    ],
  ])('%s', (_name, error, isOpen, fault, words) => {
    const found = postgresFault(error, { ...place, isOpen })
    expect(found.fault).toBe(fault)
    expect(found.message).toContain(words)
    expect(found.message).toMatch(/[.;)]$/)
  })

  it('never carries the password out, not even in the words of the server', () => {
    const echo = postgresFault(
      server('28000', `you said correct horse\u0007\r\nbattery ${'x'.repeat(500)}`),
      place,
    )
    expect(echo.message).not.toContain('correct horse')
    expect(echo.message).not.toMatch(/\p{C}/u)
    expect(echo.message.length).toBeLessThan(600)
  })

  it('leaves a fault that already has its sentence alone', () => {
    const denied = new ProbeError('egress-denied', 'closed', undefined, '10.0.0.0/24')
    expect(postgresFault(denied, place)).toBe(denied)
  })
})
