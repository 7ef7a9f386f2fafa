import { describe, expect, it } from 'vitest'
import { chapterView, type Taken } from '../chapter-view'
import type { Material } from '../material'
import type { AskedQuestion } from '../schema'
import { draftsOf } from './draft'
import { capacityKinds } from './of-capacity'
import { needsKinds } from './of-needs'
import { placeKinds } from './of-places'
import { troubleKinds } from './of-trouble'
import { workKinds } from './of-work'

// Every question has one right answer, and the page has it.

const now = new Date('2026-11-23T12:00:00Z')
const system = { id: 's1', name: 'orders', timeZone: 'UTC', maintenanceWindow: null }
const neighbours = {
  systems: ['mail-relay', 'sessions', 'search', 'reports'].map((name) => ({ name, maintenanceWindow: null })),
  findingTitles: [],
  incidentTitles: ['The queue stood still', 'The disk was full', 'Mails went out twice', 'Nobody signed in'],
  resources: ['/srv', '/tmp', '/home'],
  taskTitles: [],
  taskWhys: ['Nobody else looks at it at all.', 'It fills up within half a year.', 'It was forgotten once.'],
  restoredAt: [],
}
const material = (over: Record<string, unknown>, facts: Record<string, unknown> = {}) =>
  ({
    now,
    facts: { system, dependencies: [], dependents: [], ...facts },
    tasks: [],
    forecasts: [],
    flags: [],
    acceptances: [],
    incidents: [],
    core: [],
    notes: [],
    neighbours,
    ...over,
  }) as unknown as Material

const ask = (kinds: Parameters<typeof draftsOf>[0][], kind: string, from: Material) => {
  const found = kinds.find((each) => each.kind === kind)
  if (!found) throw new Error(`no kind ${kind}`)
  return draftsOf(found, from, 'seed')
}

describe('a question with two right answers is not asked', () => {
  const task = (id: string, tier: string, title: string) => ({
    id,
    key: id,
    tier,
    title,
    why: `${title}: because of ${id}.`,
  })

  it('of tasks that share a title', () => {
    const from = material({
      tasks: [
        task('t1', 'weekly', 'Tidy the queue'),
        task('t2', 'monthly', 'Tidy the queue'),
        task('t3', 'monthly', 'Count the orders'),
      ],
    })
    expect(ask([...workKinds], 'rhythm', from).map(({ subject }) => subject)).toEqual(['t3'])
    expect(ask([...workKinds], 'why', from).map(({ subject }) => subject)).not.toContain('t1')
  })

  it('of risks that share a title', () => {
    const risk = (findingNumber: number, title: string, until: string) => ({
      findingNumber,
      title,
      until: new Date(until),
      approver: 'Ana',
    })
    const from = material({
      acceptances: [
        risk(1, 'Certificate ends', '2027-01-10'),
        risk(2, 'Certificate ends', '2027-02-09'),
        risk(3, 'No second copy', '2027-03-01'),
      ],
    })
    expect(ask([...troubleKinds], 'accepted-until', from).map(({ subject }) => subject)).toEqual(['3'])
  })

  it('of incidents of one day: the other one is not offered', () => {
    const incident = (number: number, title: string, startedAt: string) => ({
      number,
      title,
      startedAt: new Date(startedAt),
    })
    const twice = [
      incident(1, 'Orders were lost', '2026-11-14T02:00:00Z'),
      incident(2, 'Orders came twice', '2026-11-14T20:00:00Z'),
      incident(3, 'Orders came late', '2026-11-10T20:00:00Z'),
    ]
    const drafts = ask([...troubleKinds], 'incident', material({ incidents: twice }))
    expect(drafts.map(({ subject }) => subject)).toEqual(['1', '2', '3'])
    expect(drafts[0]?.options).not.toContain('Orders came twice')
    expect(drafts[0]?.options).toContain('Orders came late')
    expect(drafts[1]?.options).not.toContain('Orders were lost')
    expect(drafts[1]?.also).toEqual(['Orders were lost'])
  })

  it('of what is full: all that is full as well is as right', () => {
    const full = (resource: string, earliest: string) => ({
      checkId: resource,
      key: 'value',
      checkName: resource,
      resource,
      status: 'reached',
      earliest: new Date(earliest),
      limit: 100,
      unit: '%',
    })
    const [draft] = ask(
      [...capacityKinds],
      'first-to-run-out',
      material({ forecasts: [full('/var', '2026-11-01'), full('/opt', '2026-11-02')] }),
    )
    expect(draft?.right).toBe('/var')
    expect(draft?.options).not.toContain('/opt')
  })

  it('of what is needed through others: only what is needed directly is asked for', () => {
    const near = [{ id: 'd1', name: 'pictures', purpose: '', currentChecks: 1 }]
    const from = material({}, { dependencies: near, dependents: near })
    for (const kind of ['needs', 'needed-by'])
      expect(ask([...needsKinds], kind, from).map(({ text }) => text)).toEqual([
        expect.stringMatching(/ directly\?$/),
      ])
  })

  it('of windows that lie within each other: the one that was set is asked for', () => {
    const from = material({}, { system: { ...system, maintenanceWindow: 'daily 01:00-05:00' } })
    expect(ask([...placeKinds], 'window', from).map(({ text }) => text)).toEqual([
      'Which low-traffic window was set for orders?',
    ])
  })
})

it('asks for no red flag that the page leaves out', () => {
  const flag = (title: string, status: string) => ({ key: title, title, status, since: now })
  const raised = ['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'gg', 'hh'].map((each) =>
    flag(`Claim ${each}`, 'raised'),
  )
  const clear = ['ii', 'jj', 'kk'].map((each) => flag(`Claim ${each}`, 'clear'))
  const from = material({ flags: [...raised, ...clear] }, { findings: [], drills: [] })
  const asked = ask([...troubleKinds], 'raised-flag', from).map(({ right }) => right)
  const shown = chapterView(6, from, null).parts.find(({ anchor }) => anchor === 'flags')?.rows ?? []
  expect(asked).toEqual(shown.map(({ what }) => what))
})

it('lets what was wrong when it was tried be chosen once it is right', () => {
  const question: AskedQuestion = {
    key: 'criticality',
    kind: 'criticality',
    chapter: 6,
    anchor: 'open',
    text: 'How critical is orders?',
    options: ['Critical', 'High', 'Medium', 'Low'],
    right: 'Low',
    withdrawn: false,
  }
  const tried = (answer: string, isRight: boolean) => ({ question: 'criticality', answer, isRight, at: now })
  const taken = (attempts: Taken['attempts']) =>
    ({ state: 'completed', questions: [question], coreAnswers: {}, steps: [], attempts }) as unknown as Taken
  const triesOf = (attempts: Taken['attempts']) =>
    chapterView(6, material({}, { findings: [], drills: [] }), taken(attempts)).questions[0]?.tries
  expect(triesOf([tried('Low', false), tried('High', false)])).toEqual(['High'])
  expect(triesOf([tried('High', false), tried('Low', true)])).toEqual(['High', 'Low'])
})
