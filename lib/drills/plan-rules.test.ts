import { describe, expect, it } from 'vitest'
import { parseInput } from '@/lib/parse-input'
import { Problem } from '@/lib/problem'
import { dsnOf } from './dsn'
import { fillPlanForm, plainConfig } from './fill-plan-form'
import { nextDue } from './next-due'
import { planForm } from './plan-schema'
import { readPlanForm } from './read-plan-form'

const target = '0199c0de-0000-7000-8000-000000000001'
const source = '0199c0de-0000-7000-8000-000000000002'
const typed = (over: Record<string, string> = {}) =>
  parseInput(planForm, {
    name: 'Nightly dump',
    backupTargetId: target,
    tier: 'weekly',
    place: 'embedded',
    ...over,
  })
const known = { before: null, commandsAllowed: true, isOwn: false }
const read = (over: Record<string, string> = {}, than: Partial<typeof known> = {}) =>
  readPlanForm(typed(over), { ...known, ...than })
const fieldsOf = (work: () => unknown): Record<string, string> => {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return { ...error.fields }
    throw error
  }
  return {}
}
const scratch = { place: 'database', scratchDsn: 'postgresql://drill:s3cret@db.example.com/scratch' }

describe('the form of a plan', () => {
  it('becomes a config without passwords, and reads back as it was typed', () => {
    const { config, secrets } = read({
      ...scratch,
      compareManifest: 'on',
      compareSource: 'on',
      sourceTargetId: source,
      tolerances: 'public.orders, 100\n\naudit.*, 1.5%',
      assertionSql1: 'select count(*) > 0 from orders',
      assertionExpected1: 't',
      assertionName3: 'No orphans',
      assertionSql3: '-- lines without order\nselect 1 from lines where order_id is null',
      newestTable: 'public.orders',
      newestColumn: 'created_at',
      bootType: 'command',
      bootCommand: '/opt/orders/check --name "two words"',
      repositoryPassword: 'r3po',
    })
    expect(secrets).toEqual({ scratch: 's3cret', repository: 'r3po' })
    expect(JSON.stringify(config)).not.toMatch(/s3cret|r3po/)
    expect(config).toMatchObject({
      place: {
        type: 'database',
        address: { host: 'db.example.com', port: 5432, database: 'scratch', user: 'drill' },
      },
      compareWith: ['manifest', 'source'],
      sourceTargetId: source,
      tolerances: [
        { table: 'public.orders', rows: 100, percent: null },
        { table: 'audit.*', rows: null, percent: 1.5 },
      ],
      assertions: [
        { name: 'Question 1', sql: 'select count(*) > 0 from orders', expected: 't' },
        { name: 'No orphans', expected: null },
      ],
      newestRow: { table: 'public.orders', column: 'created_at' },
      boot: { type: 'command', argv: ['/opt/orders/check', '--name', 'two words'] },
    })
    const values = fillPlanForm({
      name: 'Nightly dump',
      backupTargetId: target,
      tier: 'weekly',
      isOnDemand: false,
      config,
    })
    expect(values.scratchDsn).toBe('')
    const again = readPlanForm(parseInput(planForm, values), { ...known, before: config })
    expect(again.config).toEqual(config)
    // Nothing typed: what is stored stays.
    expect(again.secrets).toEqual({ scratch: undefined, repository: undefined })
  })

  it('needs nothing but a name, a backup and how often', () => {
    expect(read()).toEqual({
      config: { ...plainConfig, compareWith: [] },
      secrets: { scratch: null, repository: undefined },
    })
  })

  it.each<[Record<string, string>, string, RegExp]>([
    [{ place: 'database' }, 'scratchDsn', /e\.g\. postgresql:/],
    [{ place: 'database', scratchDsn: 'https://db.example.com' }, 'scratchDsn', /PostgreSQL/],
    [{ compareSource: 'on' }, 'sourceTargetId', /live source/],
    [{ tolerances: 'orders' }, 'tolerances', /Line 1/],
    [{ tolerances: 'orders, 1\nlines, 101%' }, 'tolerances', /Line 2/],
    [{ tolerances: 'orders, 1.5' }, 'tolerances', /Line 1/],
    [{ tolerances: `orders${' '.repeat(15_000)}x` }, 'tolerances', /Line 1 has more/],
    [{ assertionName2: 'Rows' }, 'assertionSql2', /e\.g\. select/],
    [{ assertionSql1: 'delete from orders' }, 'assertionSql1', /Only reading/],
    [{ assertionSql1: '-- x\ndrop table orders' }, 'assertionSql1', /Only reading/],
    [{ newestTable: 'orders' }, 'newestColumn', /both/],
    [{ newestColumn: 'created_at' }, 'newestTable', /both/],
    [{ bootType: 'http', bootUrl: 'https://a.example.com' }, 'bootType', /throw-away server/],
    [{ ...scratch, bootType: 'http', bootUrl: 'a.example.com' }, 'bootUrl', /e\.g\. https/],
    [
      { ...scratch, bootType: 'http', bootUrl: 'https://ada:canary@a.example.com/health' },
      'bootUrl',
      /user name or password/,
    ],
    [{ bootType: 'command', bootCommand: 'check' }, 'bootCommand', /whole path/],
    [{ bootType: 'own' }, 'bootType', /own backups/],
  ])('refuses %o at %s', (over, field, sentence) => {
    const fields = fieldsOf(() => read(over))
    expect(Object.keys(fields)).toEqual([field])
    expect(fields[field]).toMatch(sentence)
  })

  it.each<[Record<string, string>, string]>([
    [{ name: ' ' }, 'name'],
    [{ backupTargetId: 'x' }, 'backupTargetId'],
    [{ tier: 'hourly' }, 'tier'],
    [{ minutes: '0' }, 'minutes'],
    [{ diskMb: 'much' }, 'diskMb'],
  ])('says what %o lacks', (over, field) => {
    expect(Object.keys(fieldsOf(() => typed(over)))).toEqual([field])
  })

  it('takes a command only where the installation allows it', () => {
    const fields = fieldsOf(() =>
      read({ bootType: 'command', bootCommand: '/bin/true' }, { commandsAllowed: false }),
    )
    expect(fields.bootType).toContain('DRILL_COMMANDS=allow')
  })
})

describe('an address with its password', () => {
  it('survives every character', () => {
    const address = { host: '::1', port: 5433, database: 'a b', user: 'x@y', tls: 'require' as const }
    const url = new URL(dsnOf(address, 'p/w:?#'))
    expect(decodeURIComponent(url.password)).toBe('p/w:?#')
    expect(decodeURIComponent(url.username)).toBe('x@y')
    expect(url.hostname).toBe('[::1]')
    expect(url.searchParams.get('sslmode')).toBe('require')
  })
})

describe('when a plan runs next', () => {
  const now = new Date('2026-11-23T12:00:00Z') // a Monday
  it.each([
    ['daily', null, '2026-11-24T02:00:00.000Z'],
    ['weekly', null, '2026-11-29T02:00:00.000Z'],
    ['weekly', 'Wed 22:00-23:00', '2026-11-25T22:00:00.000Z'],
    ['monthly', null, '2026-12-06T02:00:00.000Z'],
    ['quarterly', null, '2027-01-03T02:00:00.000Z'],
  ] as const)('%s with the window %s', (tier, maintenanceWindow, expected) => {
    expect(nextDue(tier, { timeZone: 'UTC', maintenanceWindow }, now).toISOString()).toBe(expected)
  })

  it('is never the moment at which it ran', () => {
    const slot = new Date('2026-11-24T02:00:00Z')
    expect(nextDue('daily', { timeZone: 'UTC', maintenanceWindow: null }, slot).toISOString()).toBe(
      '2026-11-25T02:00:00.000Z',
    )
  })
})
