import { describe, expect, it } from 'vitest'
import {
  fittingSets,
  isProvenByChecks,
  proposeStarters,
  type StarterFacts,
  startersByKey,
} from './propose-starters'
import { postgresSet } from './starter-sets/postgres'
import { keyOf } from './task-key'

const facts = (over: Partial<StarterFacts> = {}): StarterFacts => ({
  systemId: 's',
  kind: 'database',
  isSelf: false,
  timeZone: 'Europe/Berlin',
  window: 'Wed 22:00-02:00',
  targetKinds: ['postgres'],
  watchedKinds: new Set(['pg.up', 'pg.connections', 'pg.idle_in_transaction', 'bk.age']),
  existingKeys: new Set(),
  ...over,
})

describe('sets that fit', () => {
  it.each<[string, Partial<StarterFacts>, string[]]>([
    ['a PostgreSQL target', {}, ['postgres']],
    [
      'database, host and backup',
      { targetKinds: ['postgres', 'host', 'backup'] },
      ['postgres', 'host', 'backup'],
    ],
    ['an address', { kind: 'web-service', targetKinds: ['url', 'tls'] }, ['web-service']],
    ['a host without a target', { kind: 'host', targetKinds: [] }, ['host']],
    ['a database of an unknown kind', { targetKinds: ['tcp'] }, []],
    ['the installation', { isSelf: true, targetKinds: ['self', 'postgres'] }, ['self']],
  ])('%s', (_what, over, keys) => expect(fittingSets(facts(over))).toEqual(keys))
})

describe('a proposal', () => {
  it('counts and names what it is for', () => {
    const { headline, sets, total } = proposeStarters(facts(), [])
    expect(headline).toBe(`${postgresSet.tasks.length} tasks for a PostgreSQL database: review and add`)
    expect(total).toBe(postgresSet.tasks.length)
    const vacuum = sets[0]?.tasks.find(({ key }) => key === 'postgres.vacuum-analyze')
    expect(vacuum).toMatchObject({
      scheduleText: 'Every Wednesday when the low-traffic window begins (22:00), Europe/Berlin',
      after: 'See that last night’s backup is there',
      automation: { by: 'could-be' },
    })
    expect(sets[0]?.tasks.find(({ key }) => key === 'postgres.health')?.automation).toMatchObject({
      by: 'check',
    })
    expect(sets[0]?.tasks.find(({ key }) => key === 'postgres.reindex')?.automation).toBeNull()
  })

  it('shows what two sets share once', () => {
    const { sets } = proposeStarters(facts({ targetKinds: ['postgres', 'host'] }), [])
    const keys = sets.flatMap(({ tasks }) => tasks.map(({ key }) => key))
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).toContain('host.disk')
  })

  it('leaves out what is there, and says when nothing is left', () => {
    const existingKeys = new Set(postgresSet.tasks.map(({ key }) => key))
    expect(proposeStarters(facts({ existingKeys }), [])).toMatchObject({
      headline: 'All starter tasks that fit are here',
      sets: [],
      total: 0,
    })
    existingKeys.delete('postgres.reindex')
    expect(proposeStarters(facts({ existingKeys }), []).headline).toBe(
      '1 more task for a PostgreSQL database: review and add',
    )
  })

  it('offers the other sets where nothing fits', () => {
    const none = proposeStarters(facts({ targetKinds: [] }), [])
    expect(none.headline).toMatch(/Choose what runs here/)
    expect(none.otherSets.map(({ key }) => key)).toContain('mysql')
    expect(none.otherSets.map(({ key }) => key)).not.toContain('self')
    const chosen = proposeStarters(facts({ targetKinds: [] }), ['mysql', 'nonsense'])
    expect(chosen.headline).toMatch(/tasks for a MySQL or MariaDB database/)
  })
})

it('a task is done by checks only when all of them watch', () => {
  const [task] = startersByKey(facts(), ['common.backups'])
  expect(task && isProvenByChecks(task, new Set(['bk.age']))).toBe(false)
  expect(task && isProvenByChecks(task, new Set(['bk.age', 'bk.size']))).toBe(true)
  expect(startersByKey(facts(), ['postgres.reindex', 'postgres.reindex', 'nonsense'])).toHaveLength(1)
})

it.each([
  ['Look at the queue', [], 'own.look-at-the-queue'],
  ['  Prüfe die Größe!  ', [], 'own.prufe-die-gro-e'],
  ['???', [], 'own.task'],
  ['Queue', ['own.queue', 'own.queue-2'], 'own.queue-3'],
])('the key of %j', (title, taken, key) => expect(keyOf(title, new Set(taken))).toBe(key))
