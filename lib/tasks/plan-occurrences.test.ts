import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PlanInput, type PlannedOccurrence, planOccurrences } from './plan-occurrences'
import type { Schedule } from './schedule-schema'

const dayMs = 86_400_000
const begin = new Date('2026-11-23T13:00:00Z')
const inDays = (days: number) => new Date(begin.getTime() + days * dayMs)

const input = (schedule: Schedule, over: Partial<PlanInput> = {}): PlanInput => ({
  timetable: { schedule, timeZone: 'Europe/Berlin', window: 'daily 01:30-04:00', startsAt: begin },
  anchor: 'scheduled',
  graceMinutes: 720,
  plannedUntil: null,
  pause: null,
  hasOpen: false,
  lastFinishedAt: null,
  ...over,
})
const days = (made: readonly PlannedOccurrence[]) =>
  made.map(({ scheduledAt }) => scheduledAt.toISOString().slice(0, 10))

describe('a plan from the schedule', () => {
  it('reaches two months and some days ahead, period after period', () => {
    const { occurrences, plannedUntil } = planOccurrences(input({ type: 'daily', at: 'window' }), begin)
    expect(occurrences).toHaveLength(70)
    expect(occurrences[0]).toEqual({
      periodStart: new Date('2026-11-24T00:30:00Z'),
      periodEnd: new Date('2026-11-25T00:30:00Z'),
      scheduledAt: new Date('2026-11-24T00:30:00Z'),
      dueAt: new Date('2026-11-24T12:30:00Z'),
      inPause: false,
    })
    expect(plannedUntil).toEqual(occurrences.at(-1)?.periodEnd)
  })

  it('knows the next period also when that is years away', () => {
    const leap: Schedule = { type: 'yearly', month: 2, day: 29, missing: 'skip', at: '02:00' }
    expect(planOccurrences(input(leap), begin)).toEqual({
      occurrences: [],
      plannedUntil: new Date('2028-02-29T01:00:00Z'),
    })
  })

  it('gives no more time than until the next period', () => {
    const { occurrences } = planOccurrences(
      input(
        { type: 'daily', at: '02:30' },
        { graceMinutes: 1_440, plannedUntil: new Date('2027-03-27T01:30:00Z') },
      ),
      new Date('2027-03-27T00:00:00Z'),
    )
    // The day of the change has 23 hours and a half.
    expect(occurrences[0]?.dueAt).toEqual(occurrences[0]?.periodEnd)
    expect(occurrences[0]?.periodEnd).toEqual(new Date('2027-03-28T01:00:00Z'))
  })

  it('leaves out what falls into a pause, its end not included', () => {
    const pause = { from: inDays(1), until: new Date('2026-11-27T00:30:00Z') }
    const { occurrences } = planOccurrences(input({ type: 'daily', at: 'window' }, { pause }), begin)
    expect(days(occurrences.filter(({ inPause }) => inPause))).toEqual(['2026-11-25', '2026-11-26'])
  })

  const schedules: Schedule[] = [
    { type: 'daily', at: 'window' },
    { type: 'weekly', weekdays: [1, 4], at: '02:30' },
    { type: 'monthly-day', day: 31, missing: 'last', at: '00:00' },
    { type: 'monthly-weekday', nth: 5, weekday: 7, missing: 'skip', at: '02:30' },
    { type: 'interval', every: 10, unit: 'days', at: '02:30' },
    { type: 'cron', expression: '15 */6 * * 1-5' },
  ]
  it('is the same whenever it was made: in one go, or by a worker that comes and goes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...schedules),
        fc.array(fc.integer({ min: 0, max: 120 * 24 }), { minLength: 1, maxLength: 4 }),
        (schedule, pauses) => {
          const steps = [0]
          for (const hours of pauses) steps.push((steps.at(-1) ?? 0) + hours)
          const made: PlannedOccurrence[] = []
          let plannedUntil: Date | null = null
          const end = new Date(begin.getTime() + (steps.at(-1) ?? 0) * 3_600_000)
          for (const hours of [...steps, ...Array(8).fill(steps.at(-1) ?? 0)]) {
            const now = new Date(begin.getTime() + hours * 3_600_000)
            const plan = planOccurrences(input(schedule, { plannedUntil }), now)
            made.push(...plan.occurrences)
            plannedUntil = plan.plannedUntil
          }
          // No gap, nothing twice, and nothing that has begun is missing.
          made.slice(1).forEach((each, index) => {
            expect(each.periodStart).toEqual(made[index]?.periodEnd)
          })
          expect(plannedUntil?.getTime()).toBeGreaterThan(end.getTime())
        },
      ),
      { numRuns: 20 },
    )
  }, 30_000)
})

describe('a plan from completion', () => {
  const every30: Schedule = { type: 'interval', every: 30, unit: 'days', at: '02:00' }
  const completed = (over: Partial<PlanInput> = {}) => input(every30, { anchor: 'completed', ...over })

  it('begins at the next time of day', () => {
    expect(days(planOccurrences(completed(), begin).occurrences)).toEqual(['2026-11-24'])
  })

  it('waits while one is open', () => {
    expect(planOccurrences(completed({ hasOpen: true }), inDays(90)).occurrences).toEqual([])
  })

  it('goes on an interval after the last one was done', () => {
    const plan = planOccurrences(completed({ lastFinishedAt: inDays(12) }), inDays(12))
    expect(days(plan.occurrences)).toEqual(['2027-01-04'])
  })

  it('goes on after a pause when that is in the way', () => {
    const pause = { from: inDays(0), until: inDays(5) }
    const { occurrences } = planOccurrences(completed({ pause }), begin)
    expect(occurrences.map(({ inPause }) => inPause)).toEqual([true, false])
    expect(days(occurrences)).toEqual(['2026-11-24', '2026-11-29'])
    expect(occurrences[0]?.periodEnd).toEqual(occurrences[1]?.periodStart)
  })
})
