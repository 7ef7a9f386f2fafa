import { describe, expect, it } from 'vitest'
import { findCheckKind } from '@/lib/checks/kinds'
import { circleOfTasks } from '../circle-of-tasks'
import { judgeSchedule, mayFollow } from '../judge-schedule'
import { evidencePolicies, idempotences, taskTiers } from '../schema'
import { starterGraceMinutes, starterSchedule } from '../starter-schedule'
import { starterSets } from './index'

const startsAt = new Date('2026-11-23T13:00:00Z')
const all = starterSets.flatMap(({ tasks }) => tasks)

describe.each(starterSets.map((set) => [set.key, set] as const))('the starter set of %s', (_key, set) => {
  const keys = set.tasks.map(({ key }) => key)

  it('names each task once', () => expect(new Set(keys).size).toBe(keys.length))

  it('has work of every tier', () =>
    expect(new Set(set.tasks.map(({ tier }) => tier))).toEqual(new Set(taskTiers)))

  it.each(set.tasks.map((task) => [task.key, task] as const))('%s says everything', (_task, task) => {
    expect(task.key).toMatch(/^[a-z-]+\.[a-z-]+$/)
    expect(task.title.length).toBeGreaterThan(8)
    expect(task.title.length).toBeLessThanOrEqual(70)
    expect(task.why.length).toBeGreaterThan(60)
    // Steps, each on its own line.
    expect(task.procedure.split('\n').map((line) => line.slice(0, 3))).toEqual(
      task.procedure.split('\n').map((_line, index) => `${index + 1}. `),
    )
    expect(task.procedure.split('\n').length).toBeGreaterThanOrEqual(3)
    expect(task.expectedMinutes).toBeGreaterThanOrEqual(5)
    expect(task.evidenceWanted.length).toBeGreaterThan(8)
    expect(evidencePolicies).toContain(task.evidencePolicy)
    expect(idempotences).toContain(task.idempotent)
    expect(task.idempotentProof.length).toBeGreaterThan(15)
    expect(task.measureLabel === null).toBe(task.measureUnit === null)
    for (const kind of task.provenByKinds) expect(findCheckKind(kind), kind).toBeDefined()
  })

  it('puts weekly work after daily, monthly after weekly, quarterly after those', () => {
    const tierOf = new Map(set.tasks.map(({ key, tier }) => [key, tier]))
    for (const { key, tier, after } of set.tasks) {
      if (tier === 'daily') expect(after, key).toBeNull()
      else {
        const before = tierOf.get(after ?? '')
        expect(before, `${key} comes after ${after}`).toBeDefined()
        expect(mayFollow(tier, before ?? 'quarterly')).toBe(true)
        if (tier === 'weekly') expect(before, key).toBe('daily')
        if (tier === 'monthly') expect(before, key).toBe('weekly')
      }
    }
    const links = set.tasks.map(({ key, title, after }) => ({ id: key, title, afterId: after }))
    for (const { id } of links) expect(circleOfTasks(links, id)).toBeNull()
  })

  it.each([null, 'daily 02:00-04:00', 'Wed 22:00-02:00'])('can be planned in the window %j', (window) => {
    for (const { tier } of set.tasks) {
      const schedule = starterSchedule(tier, window)
      const timetable = { schedule, timeZone: 'Europe/Berlin', window, startsAt }
      expect(
        judgeSchedule(timetable, { anchor: 'scheduled', graceMinutes: starterGraceMinutes[tier] }),
      ).toEqual({})
    }
  })
})

describe('all starter sets', () => {
  it('give one key one meaning', () => {
    for (const task of all) {
      const { after: _after, ...same } = task
      const { after: _other, ...first } = all.find(({ key }) => key === task.key) ?? task
      expect(same).toEqual(first)
    }
  })

  it('know the databases by their own words', () => {
    const words = (key: string) =>
      JSON.stringify(starterSets.find((set) => set.key === key)?.tasks).toLowerCase()
    const wanted: Record<string, string[]> = {
      postgres: [
        'vacuum analyze',
        'vacuum full',
        'access exclusive lock',
        'reindex',
        'dead rows',
        'most writes',
      ],
      mysql: ['optimize table', 'analyze table', 'purge binary logs'],
      mongodb: ['compact', 'rebuild', 'oplog'],
      redis: ['maxmemory', 'expire', 'eviction'],
      sqlite: ['vacuum', 'analyze'],
      host: ['disk', '70 %', 'memory', '85 %', 'descriptor', 'rotat', 'cron'],
      'web-service': ['goes through all of it', 'certificate', 'queue', 'without their parent'],
      backup: ['restore', 'three copies'],
    }
    for (const [key, phrases] of Object.entries(wanted)) {
      for (const phrase of phrases) expect(words(key), `${key}: ${phrase}`).toContain(phrase)
    }
  })

  it.each([
    ['daily', ['failed sign-ins', 'intruder']],
    ['weekly', ['security updates', 'audit log']],
    ['monthly', ['dependencies', 'certificates']],
    ['quarterly', ['has access', 'rotate secrets']],
  ] as const)('keep the %s hygiene of security', (tier, titles) => {
    const text = all
      .filter((task) => task.tier === tier)
      .map(({ title }) => title.toLowerCase())
      .join('\n')
    for (const title of titles) expect(text).toContain(title)
  })
})
