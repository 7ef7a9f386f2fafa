import { describe, expect, it } from 'vitest'
import { boundObservations } from '@/lib/checks/bound-observations'
import type { Observations } from '@/lib/checks/observation'
import { diffObservations, type Known } from './diff-observations'

const monday = new Date('2026-11-23T10:00:00Z')
const known = (facts: Observations, unseen: Record<string, string> = {}): Known => ({
  facts,
  unseen,
  observedAt: monday,
})
const brief = (before: Known | null, now: Observations) =>
  diffObservations(before, now).changes.map(({ subject, key, kind, before: from, after }) => [
    subject,
    key,
    kind,
    from,
    after,
  ])

describe('what differs', () => {
  it('is nothing at the first look', () => {
    expect(brief(null, { setting: { a: '1' }, port: {} })).toEqual([])
  })

  it('is what was added, removed and changed', () => {
    expect(
      brief(known({ setting: { a: '1', b: '2', c: '3' } }), { setting: { a: '1', b: '4', d: '5' } }),
    ).toEqual([
      ['setting', 'b', 'changed', '2', '4'],
      ['setting', 'd', 'added', null, '5'],
      ['setting', 'c', 'removed', '3', null],
    ])
  })

  it('is nothing of a subject that is looked at for the first time, or not this time', () => {
    const before = known({ setting: { a: '1' } })
    const { changes, facts, unseen } = diffObservations(before, { role: { x: 'login' } })
    expect(changes).toEqual([])
    expect(facts).toEqual({ setting: { a: '1' }, role: { x: 'login' } })
    expect(unseen).toEqual({ setting: monday.toISOString() })
  })

  it('counts from the last look that could read the subject', () => {
    const before = known({ setting: { a: '1' } }, { setting: '2026-11-20T10:00:00.000Z' })
    const { changes, unseen } = diffObservations(before, { setting: { a: '2' } })
    expect(changes[0]?.lastSeenBefore).toEqual(new Date('2026-11-20T10:00:00Z'))
    expect(unseen).toEqual({})
  })

  it('is all of a subject that is read and empty now', () => {
    expect(brief(known({ port: { 'tcp 0.0.0.0:443': 'root' } }), { port: {} })).toEqual([
      ['port', 'tcp 0.0.0.0:443', 'removed', 'root', null],
    ])
  })
})

describe('what could not be read', () => {
  it('is not gone, one key or all that begin so', () => {
    const before = known({ schedule: { 'crontab of root: a': '@daily', x: '1', y: '2' } })
    const now = { schedule: { 'crontab of *': null, x: null, y: '2' } }
    const { changes, facts } = diffObservations(before, now)
    expect(changes).toEqual([])
    expect(brief(known(facts), { schedule: { 'crontab of root: a': '@daily', x: '1', y: '2' } })).toEqual([])
    expect(brief(known(facts), { schedule: { 'crontab of root: a': '@hourly', x: '1', y: '3' } })).toEqual([
      ['schedule', 'crontab of root: a', 'changed', '@daily', '@hourly'],
      ['schedule', 'y', 'changed', '2', '3'],
    ])
  })

  it('is not new when it can be read at last', () => {
    const { facts } = diffObservations(null, { schedule: { 'crontab of *': null, x: null } })
    expect(brief(known(facts), { schedule: { 'crontab of root: a': '@daily', x: '1', z: '1' } })).toEqual([
      ['schedule', 'z', 'added', null, '1'],
    ])
  })

  it('is new when the rest of its kind was known before', () => {
    const first = diffObservations(null, { schedule: { 'crontab of root: a': '@daily' } })
    const hidden = diffObservations(known(first.facts), { schedule: { 'crontab of *': null } })
    expect(
      brief(known(hidden.facts), {
        schedule: { 'crontab of root: a': '@daily', 'crontab of root: b': '@daily' },
      }),
    ).toEqual([['schedule', 'crontab of root: b', 'added', null, '@daily']])
  })
})

describe('hostile and huge values', () => {
  it('are cut, and still differ where they differ', () => {
    const long = (end: string) => boundObservations({ role: { a: `${'x'.repeat(100_000)}${end}` } })
    const [one, two] = [long('1'), long('2')]
    expect(one.role?.a?.length).toBeLessThanOrEqual(400)
    expect(brief(known(one), two)).toHaveLength(1)
    expect(brief(known(one), long('1'))).toEqual([])
  })

  it('that are too many become one, whose change is seen', () => {
    const many = (count: number) =>
      boundObservations({
        package: Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, '1'])),
      })
    expect(Object.keys(many(20_000).package ?? {})).toEqual(['*'])
    expect(brief(known(many(20_000)), many(20_001))).toHaveLength(1)
    expect(brief(known(many(20_000)), many(20_000))).toEqual([])
    expect(brief(known(many(5_000)), many(20_000))).toEqual([
      ['package', '*', 'changed', '5000 entries', expect.stringMatching(/^20000 entries, fingerprint /)],
    ])
  })

  it('cannot hide others behind a name that means everything', () => {
    const roles = (more: Record<string, string>) => boundObservations({ role: { '*': 'login', ...more } })
    expect(brief(known(roles({})), roles({ intruder: 'SUPERUSER' }))).toEqual([
      ['role', 'intruder', 'added', null, 'SUPERUSER'],
    ])
  })

  it('may be called like parts of JavaScript', () => {
    const strange = JSON.parse('{"__proto__": "login", "constructor": "login", "toString": "x"}') as Record<
      string,
      string
    >
    const first = diffObservations(null, boundObservations({ role: strange }))
    expect(brief(known(first.facts), boundObservations({ role: {} })).map(([, key]) => key)).toEqual([
      '__proto__',
      'constructor',
      'toString',
    ])
    expect(brief(known({ role: {} }), boundObservations({ role: strange }))).toHaveLength(3)
  })

  it('hold nothing that the database refuses', () => {
    const { role } = boundObservations({ role: { 'a\u0000b': 'half \ud800 pair' } })
    expect(role).toEqual({ 'a\ufffdb': 'half \ufffd pair' })
  })

  it('show what is not seen, so that no name looks like another one', () => {
    const { role } = boundObservations({
      role: { 'ad\u200bmin': 'login', admin: 'line\none', 'x\u202egnp.exe': 'a\u2066b\u2069' },
    })
    expect(role).toEqual({
      'ad\\u{200b}min': 'login',
      admin: 'line\\u{a}one',
      'x\\u{202e}gnp.exe': 'a\\u{2066}b\\u{2069}',
    })
  })
})
