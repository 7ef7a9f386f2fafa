import { describe, expect, it } from 'vitest'
import { ProbeError } from '@/lib/probe-error'
import { Problem } from '@/lib/problem'
import { judgeAnswer } from './ask-assertions'
import { drillFault, provesAgain } from './drill-fault'
import { DrillSight, NotTried } from './drill-sight'
import { evidenceText } from './evidence-text'
import { measuredLoss, measuredTime } from './measure-times'

const startedAt = new Date('2026-11-23T03:00:00Z')
const backup = {
  name: 'orders.dump',
  path: '/backups/orders.dump',
  bytes: 1_200_000,
  takenAt: new Date('2026-11-23T02:00:00Z'),
  takenFrom: 'file name',
  format: 'PostgreSQL dump (custom)',
  sha256: 'a'.repeat(64),
}
const begin = () => {
  const sight = new DrillSight({
    type: 'embedded',
    text: 'a throw-away server',
    serverVersion: null,
    bytes: null,
  })
  sight.backup = backup
  return sight
}
const say = (sentence: string) => () => Promise.resolve(sentence)
const fail = (error: Error) => () => Promise.reject(error)
const report = (
  sight: DrillSight,
  declared = { rtoMinutes: null as number | null, rpoMinutes: null as number | null },
) => sight.report(startedAt, 95, declared)
const plan = { systemId: 's', planId: 'p', planName: 'Nightly dump', runId: 'r' }

describe('the levels of a restore', () => {
  it('pass one after the other', async () => {
    const sight = begin()
    for (const level of ['listed', 'restored', 'queried'] as const) await sight.take(level, say(`${level}.`))
    const seen = report(sight)
    expect(seen).toMatchObject({ level: 'queried', result: 'pass' })
    expect(seen.steps.map(({ level, state }) => `${level} ${state}`)).toEqual([
      'listed passed',
      'restored passed',
      'queried passed',
      'booted skipped',
    ])
    expect(seen.headline).toMatch(/^orders\.dump can be brought back in 1 min\./)
    expect(drillFault(seen, plan)).toBeNull()
    expect(provesAgain(seen)).toBe(true)
  })

  it('are the fault of the place where something could not be opened from here', async () => {
    const sight = begin()
    await sight.take('listed', fail(new Problem('unavailable', 'restic is not installed.')))
    const seen = report(sight)
    expect(seen).toMatchObject({ result: 'partial', level: 'listed' })
    expect(drillFault(seen, plan)).toMatchObject({
      severity: 'high',
      title: 'Backup not proven: Nightly dump',
    })
  })

  it('stop at the first that fails, which is the backup’s', async () => {
    const sight = begin()
    await sight.take('listed', say('Read to its end.'))
    await sight.take('restored', fail(new Problem('invalid', 'A table is missing.')))
    let asked = false
    await sight.take('queried', () => {
      asked = true
      return Promise.resolve('')
    })
    const seen = report(sight)
    expect(asked).toBe(false)
    expect(seen).toMatchObject({ level: 'restored', result: 'fail' })
    expect(seen.headline).toBe(
      'orders.dump is no backup to rely on: it failed at level restored. A table is missing.',
    )
    expect(seen.steps[2]?.sentence).toMatch(/level before/)
    expect(drillFault(seen, plan)).toMatchObject({
      severity: 'critical',
      title: 'Backup cannot be relied on: Nightly dump',
      detail: seen.headline,
      resource: 'p',
    })
    expect(provesAgain(seen)).toBe(false)
  })

  it('say anew of one what a later one found out', async () => {
    const read = begin()
    await read.take('listed', say('Searched.'))
    await read.take('restored', async () => {
      await read.revise('listed', say('Read to its end.'))
      return 'Loaded.'
    })
    expect(
      report(read)
        .steps.slice(0, 2)
        .map(({ state, sentence }) => `${state} ${sentence}`),
    ).toEqual(['passed Read to its end.', 'passed Loaded.'])

    const cut = begin()
    await cut.take('listed', say('Searched.'))
    await cut.take('restored', async () => {
      await cut.revise('listed', fail(new Problem('invalid', 'Its end is missing.')))
      throw new Problem('invalid', 'Restoring it stopped.')
    })
    const seen = report(cut)
    expect(seen).toMatchObject({ level: 'listed', result: 'fail' })
    expect(seen.steps.map(({ level, state }) => `${level} ${state}`)).toEqual([
      'listed failed',
      'restored skipped',
      'queried skipped',
      'booted skipped',
    ])
    expect(seen.headline).toContain('Its end is missing.')

    const late = begin()
    await late.take('listed', say('Searched.'))
    await late.take('restored', async () => {
      await late.revise('listed', () => Promise.resolve({ skipped: 'Nobody knows.' }))
      throw new Problem('invalid', 'It was not done in time.')
    })
    expect(report(late)).toMatchObject({ level: 'restored', result: 'fail' })
    expect(report(late).headline).toContain('It was not done in time.')
  })

  it.each([new NotTried('There is no room for it.'), new ProbeError('refused', 'Nobody answers there.')])(
    'do not blame the backup for its place: %s',
    async (error) => {
      const sight = begin()
      await sight.take('listed', say('Read to its end.'))
      await sight.take('restored', fail(error))
      const seen = report(sight)
      expect(seen).toMatchObject({ level: 'listed', result: 'partial' })
      expect(seen.headline).toContain(error.message)
      expect(drillFault(seen, plan)).toMatchObject({
        severity: 'high',
        title: 'Backup not proven: Nightly dump',
      })
    },
  )

  it('do not hide what nobody expected', async () => {
    await expect(begin().take('listed', fail(new TypeError('x')))).rejects.toThrow(TypeError)
  })

  it('end below a proof when nothing says what should be there', async () => {
    const sight = begin()
    await sight.take('listed', say('.'))
    await sight.take('restored', say('.'))
    await sight.take('queried', () => Promise.resolve({ skipped: 'Nothing says what should be in it.' }))
    const seen = report(sight)
    expect(seen).toMatchObject({ level: 'restored', result: 'pass' })
    expect(seen.headline).toContain('nothing says what should be in it')
    expect(provesAgain(seen)).toBe(false)
  })

  it('fail where there is no backup at all', async () => {
    const sight = begin()
    sight.backup = null
    await sight.take('listed', fail(new Problem('invalid', 'Nothing is at /backups.')))
    expect(report(sight)).toMatchObject({
      level: null,
      result: 'fail',
      headline: 'There is no backup to prove. Nothing is at /backups.',
    })
  })

  it('say that they took too long, and that too much would be lost', async () => {
    const sight = begin()
    await sight.take('listed', say('.'))
    await sight.take('restored', say('.'))
    await sight.take('queried', say('.'))
    const seen = report(sight, { rtoMinutes: 1, rpoMinutes: 30 })
    expect(seen.rto).toEqual({ seconds: 95, declaredSeconds: 60, isMet: false })
    expect(seen.headline).toContain('It took longer than the 1 min that are declared as RTO.')
    expect(seen.headline).toContain('1 h of data would be lost, and 30 min are declared as RPO.')
    expect(seen.result).toBe('pass')
  })

  it('keep the worst tables of very many, and all in the evidence that is kept', async () => {
    const sight = begin()
    await sight.take('listed', say('.'))
    sight.counts = Array.from({ length: 1_000 }, (_each, index) => ({
      table: `public.t${index}`,
      comparedWith: 'manifest' as const,
      expected: 1,
      found: index === 999 ? 0 : 1,
      sameContent: null,
      state: index === 999 ? ('differs' as const) : ('equal' as const),
    }))
    const seen = report(sight)
    expect(seen.counts).toHaveLength(400)
    expect(seen.counts[0]?.table).toBe('public.t999')
    expect(seen.tables).toMatchObject({ compared: 1_000, differing: 1 })
    expect(evidenceText(seen, ['pg_restore: done'])).toContain(
      'public.t999: differs, expected 1 by manifest, found 0',
    )
  })

  it('count no time that a recovery would not take', () => {
    const sight = begin()
    sight.asideSeconds = 90
    expect(report(sight).rto.seconds).toBe(5)
  })
})

describe('measured times', () => {
  it.each([
    [60, 1, true],
    [61, 1, false],
    [null, 1, null],
    [61, null, null],
  ])('%s s against %s min', (seconds, minutes, isMet) => {
    expect(measuredTime(seconds, minutes).isMet).toBe(isMet)
  })

  it('take the newest row before the time of the backup, and know nothing without either', () => {
    const newestRow = new Date('2026-11-23T01:59:00Z')
    expect(measuredLoss({ newestRow, backupTakenAt: backup.takenAt }, startedAt, 60)).toMatchObject({
      seconds: 3_660,
      from: 'newest-row',
      isMet: false,
    })
    expect(measuredLoss({ newestRow: null, backupTakenAt: backup.takenAt }, startedAt, 60)).toMatchObject({
      seconds: 3_600,
      from: 'backup-time',
      isMet: true,
    })
    expect(measuredLoss({ newestRow: null, backupTakenAt: null }, startedAt, 60)).toMatchObject({
      seconds: null,
      from: null,
      isMet: null,
    })
  })
})

describe('the answer to a question', () => {
  it.each([
    ['12044', [['12044']], true],
    ['12,044', [['12044']], true],
    ['true', [['t']], true],
    ['Yes', [['t']], true],
    ['false', [['t']], false],
    ['1', [['2']], false],
    ['1', [], false],
    ['1', [['1'], ['1']], false],
    ['1', [['1', '2']], false],
    ['null', [[null]], false],
    [null, [], true],
    [null, [['1']], false],
  ] as const)('expected %s, found %j: %s', (expected, rows, holds) => {
    expect(judgeAnswer({ expected }, rows).holds).toBe(holds)
  })
})
