import { describe, expect, it, test } from 'vitest'
import { composeReport } from './compose-report'
import type { ReportDocument } from './report-document'
import { sectionKeys } from './report-document'
import { changedFacts } from './testing/change-facts'
import { factsOf } from './testing/report-facts-builder'
import { limitRow } from './testing/report-rows'
import { reportWeeks, type WeekName } from './testing/report-weeks'

const compose = (name: WeekName) => composeReport(reportWeeks[name], { installation: 'ops.example.com' })
const leadOf = (document: ReportDocument, key: string) => {
  const section = document.sections.find((each) => each.key === key)
  return `[${section?.word ?? '?'}] ${section?.lead.text}`
}

const well = 'All is well: nothing raised, open or overdue, and all 146 checks are current.'
const partly = 'Nothing is raised, open or overdue, and all 146 checks are current; not watched: '

/** Name, subject, headline. */
const told: readonly (readonly [name: WeekName, subject: string, headline: string])[] = [
  ['a quiet week', 'Week 47: all on time', well],
  [
    'a typical week',
    'Week 47: 1 red flag, 4 overdue, orders-db /var by 9 Dec, 5 unknown',
    '1 red flag is raised, 1 more than the week before; 3 findings past due; 5 of 146 checks unknown.',
  ],
  [
    'everything on fire',
    'Week 47: 21 red flags, 41 overdue, orders-db /var at its limit, 56 unknown',
    '21 red flags are raised, 17 more than the week before; 22 findings past due; 56 of 146 checks unknown.',
  ],
  ['the first week', 'Week 47: all on time', well],
  ['a gap before it', 'Week 47: all on time', well],
  ['nothing at all', 'Week 47: nothing watched', 'Nothing was watched this week: there is no system.'],
  [
    'one system without checks',
    'Week 47: nothing watched',
    'Nothing was watched this week: the only system has no check.',
  ],
  [
    'one system',
    'Week 47: all on time',
    'All is well: nothing raised, open or overdue, and the only check is current.',
  ],
  [
    '500 systems',
    'Week 47: 41 red flags, 129 unknown',
    '41 red flags are raised, 41 more than the week before; 129 of 10,000 checks unknown.',
  ],
  ['all unknown', 'Week 47: nothing known', 'Nothing is known: none of 146 checks has a current result.'],
  [
    'every check still to run',
    'Week 47: nothing known',
    'Nothing is known yet: 146 checks have still to run.',
  ],
  ['one check unknown', 'Week 47: 1 unknown', 'Nothing is known to be wrong; 1 of 146 checks unknown.'],
  [
    'the worker was down half the week',
    'Week 47: 2 overdue',
    'Nobody looked for 3 d of this week; what is known: no red flag, 2 findings past due.',
  ],
  [
    'the worker was down for an hour',
    'Week 47: nobody looked for 1 h 6 min',
    'Nothing is past due, but nobody looked for 1 h 6 min.',
  ],
  ['a single red flag', 'Week 47: 1 red flag', '1 red flag is raised, 1 more than the week before.'],
  [
    'fewer red flags than before',
    'Week 47: 3 red flags',
    '3 red flags are raised, 1 fewer than the week before.',
  ],
  ['as many red flags as before', 'Week 47: 2 red flags', '2 red flags are raised, as the week before.'],
  [
    'red flags unknown',
    'Week 47: 6 red flags are unknown',
    'Nothing is past due, but 6 red flags are unknown.',
  ],
  ['no rule is on', 'Week 47: no red flag was judged', 'Nothing is past due, but no red flag was judged.'],
  ['one finding past due', 'Week 47: 1 overdue', '1 finding is past due, 1 more than the week before.'],
  ['findings open, none late', 'Week 47: all on time', '1 finding is open, none past due.'],
  ['more closed than opened', 'Week 47: all on time', '3 findings are open, none past due.'],
  ['a risk was accepted', 'Week 47: all on time', well],
  ['a finding came back', 'Week 47: all on time', '1 finding is open, none past due.'],
  ['one task overdue', 'Week 47: 1 overdue', '1 task is overdue, 1 more than the week before.'],
  ['a planned week', 'Week 47: all on time', well],
  ['nothing was due', 'Week 47: all on time', well],
  [
    'no task is defined',
    'Week 47: no maintenance is defined',
    'Nothing is past due, but no maintenance is defined.',
  ],
  ['tasks done with problems', 'Week 47: all on time', well],
  ['no alert is recorded', 'Week 47: all on time', `${partly}alerts.`],
  ['alerts that were noise', 'Week 47: all on time', well],
  ['alerts that nobody rated', 'Week 47: all on time', well],
  ['alerts that were useful', 'Week 47: all on time', well],
  ['an incident that users noticed', 'Week 47: all on time', well],
  ['an incident without prevention', 'Week 47: all on time', well],
  [
    'no backup anywhere',
    'Week 47: 3 systems have no backup',
    'Nothing is past due, but 3 systems have no backup.',
  ],
  [
    'backups late but proven',
    'Week 47: 1 backup is older than agreed',
    'Nothing is past due, but 1 backup is older than agreed.',
  ],
  ['a backup without objective', 'Week 47: all on time', well],
  ['no history for any forecast', 'Week 47: all on time', `${partly}limits.`],
  ['one limit lacks history', 'Week 47: all on time', well],
  ['nothing has a limit', 'Week 47: all on time', `${partly}limits.`],
  [
    'a limit that is reached',
    'Week 47: orders-db /var at its limit',
    'Nothing is past due, but orders-db /var is at its limit.',
  ],
  ['a limit far away', 'Week 47: orders-db /var by 10 Feb 2027', well],
  ['a certificate ran out', 'Week 47: 1 thing has expired', 'Nothing is past due, but 1 thing has expired.'],
  ['nothing has an end', 'Week 47: all on time', `${partly}expiry dates.`],
  ['no certificate is checked', 'Week 47: all on time', well],
  ['certificates that nobody could read', 'Week 47: all on time', well],
  [
    'a version out of support',
    'Week 47: 1 version is out of support',
    'Nothing is past due, but 1 version is out of support.',
  ],
  [
    'an unannounced change',
    'Week 47: 1 change was not announced',
    'Nothing is past due, but 1 change was not announced.',
  ],
  [
    'every source of security',
    'Week 47: 2 vulnerabilities are known',
    'Nothing is past due, but 2 vulnerabilities are known.',
  ],
  ['one source of security missing', 'Week 47: all on time', well],
  ['changes are not observed', 'Week 47: all on time', `${partly}changes.`],
  ['nothing is scored', 'Week 47: all on time', `${partly}scores.`],
  ['a team', 'Week 47, Platform: all on time', well],
  ['several teams', 'Week 47: 4 overdue', '4 findings are past due, 4 more than the week before.'],
  ['the end of summer time', 'Week 43: all on time', well],
  ['the start of summer time', 'Week 13: all on time', well],
  ['east of everybody', 'Week 47: all on time', well],
  ['west of everybody', 'Week 47: all on time', well],
  ['a week of two years', 'Week 53: all on time', well],
  ['a period of choice', '1 to 20 Nov 2026: all on time', well],
  ['a week that still runs', 'Week 47: all on time', well],
  ['a week built late', 'Week 47: all on time', well],
  [
    'names that want to be something else',
    'Week 47: 1 red flag, 1 unknown',
    '1 red flag is raised, 1 more than the week before; 1 of 146 checks unknown.',
  ],
  ['names of the world', 'Week 47: 1 red flag', '1 red flag is raised, 1 more than the week before.'],
]

test('every week of the fixtures is told', () => {
  expect(told.map(([name]) => name).sort()).toEqual(Object.keys(reportWeeks).sort())
  expect(told.length).toBeGreaterThanOrEqual(40)
})

it.each(told)('%s', (name, subject, headline) => {
  const document = compose(name)
  expect(document.subject).toBe(subject)
  expect(document.headline.text).toBe(headline)
})

test.each<[week: WeekName, section: string, lead: string]>([
  ['a quiet week', 'changed', '[] No finding opened; none open; 2 changes, all announced.'],
  ['a quiet week', 'red-flags', '[clear] None raised, none unknown, 108 clear.'],
  ['a quiet week', 'expiring', '[none] Nothing on record expires within 30 days.'],
  ['a quiet week', 'blind-spots', '[none] No check unknown, no run missed.'],
  ['a typical week', 'red-flags', '[raised] 1 raised (1 new), 2 unknown, 105 clear.'],
  ['a typical week', 'backups', '[stale proof] 13 of 14 proven by a restore; 14 as fresh as agreed.'],
  ['a typical week', 'capacity', '[pressing] 2 of 28 limits may be reached within 90 days; 3 lack history.'],
  ['a typical week', 'maintenance', '[overdue] 23 of 26 on time, 1 late, 2 missed; 1 overdue; 4 h spent.'],
  [
    'a typical week',
    'changed',
    '[] 3 findings opened, 7 proven fixed, 1 risk accepted; 23 open, 4 critical or high, 2 unowned; 1 of 3 changes unannounced.',
  ],
  ['nothing at all', 'red-flags', '[not watched] Not watched: no rule was judged for any system.'],
  ['nothing at all', 'backups', '[not watched] Not watched: no system has a backup, or should have one.'],
  ['nothing at all', 'capacity', '[not watched] Not watched: no measured series has a limit.'],
  ['nothing at all', 'alerts', '[not watched] Not watched: no alert was recorded in this period.'],
  ['nothing at all', 'maintenance', '[not watched] Not watched: no maintenance task is defined.'],
  ['nothing at all', 'blind-spots', '[not watched] Not watched: there is no system.'],
  ['no backup anywhere', 'backups', '[unproven] No backup is known; 3 systems should have one.'],
  [
    'no history for any forecast',
    'capacity',
    '[unknown] Not known yet: none of 31 series has enough history.',
  ],
  [
    'one limit lacks history',
    'capacity',
    '[partly unknown] None of 30 limits may be reached within 90 days; 1 lacks history.',
  ],
  ['nothing was due', 'maintenance', '[] Nothing of 40 tasks was due.'],
  [
    'a certificate ran out',
    'expiring',
    '[expired] 1 expired, none within 30 days; first: certificate api.example.com of api-edge, 20 Nov.',
  ],
  ['nothing at all', 'changed', '[not watched] Not watched: there is no system.'],
  [
    'nothing at all',
    'expiring',
    '[not watched] Not watched: no certificate is checked, and nothing on record has an end.',
  ],
  [
    'no certificate is checked',
    'expiring',
    '[] Nothing on record expires within 30 days; certificates are not watched.',
  ],
  [
    'certificates that nobody could read',
    'expiring',
    '[partly unknown] No certificate expires within 30 days; 2 certificates could not be read.',
  ],
  [
    'the worker was down half the week',
    'blind-spots',
    '[unknown] Our worker away for 3 d, no check unknown, 20,160 runs missed.',
  ],
  ['a planned week', 'next-week', '[] 4 things due, first Mon 23 Nov: Daily tasks (7 times) on api-edge.'],
  ['a period of choice', 'next-week', '[] Nothing on record comes due.'],
  [
    'every source of security',
    'security',
    '[vulnerable] 2 known vulnerabilities; none of 12 versions out of support, 1 ends in 180 days; all of 12 systems up to date; no failed sign-in on systems; no sign-in refused here (2 before); 24 of 24 answers current.',
  ],
])('%s, %s', (name, section, lead) => {
  expect(leadOf(compose(name), section)).toBe(lead)
})

test('of what is listed in part, the part is never told as all of it', () => {
  const soon = limitRow({ status: 'reaches', earliest: '2026-11-28T00:00:00.000Z' })
  const limits = factsOf({ capacity: { near: 9, rows: Array.from({ length: 6 }, () => soon) } })
  const told = composeReport(limits, { installation: 'ops.example.com' })
  expect(told.headline.text).toBe('Nothing is past due, but at least 6 limits may be reached within 30 days.')
  const [past] = reportWeeks['a certificate ran out'].expiring.items
  if (!past) throw new Error('nothing expired')
  const expired = factsOf({
    expiring: {
      ...reportWeeks['a certificate ran out'].expiring,
      total: 20,
      items: Array.from({ length: 12 }, () => past),
    },
  })
  const document = composeReport(expired, { installation: 'ops.example.com' })
  expect(document.headline.text).toBe('Nothing is past due, but at least 12 things have expired.')
  expect(leadOf(document, 'expiring')).toBe(
    '[expired] At least 12 of 20 expired, the others within 30 days; first: certificate api.example.com of api-edge, 20 Nov.',
  )
})

test('backups are not called well while a system has none', () => {
  const figure = composeReport(
    factsOf({ backups: { claimed: 14, proven: 14, withinObjective: 14, without: 2 } }),
    { installation: 'ops.example.com' },
  ).figures.find(({ key }) => key === 'backups')
  expect(figure).toMatchObject({ value: '14 of 14', goal: '2 systems without', tone: 'fail' })
})

test('tiers are told apart with commas, and only where something is not as planned', () => {
  const rows = compose('everything on fire').sections.find(({ key }) => key === 'maintenance')?.rows ?? []
  expect(rows.find(({ subject }) => subject === 'By tier')?.text).toBe(
    'daily 2/14 (12 missed), weekly 1/10 (2 late, 6 missed, 1 skipped), monthly 0/2 (2 missed), quarterly 0/1 (1 missed)',
  )
})

test.each<[week: WeekName, title: string, meta: string]>([
  [
    'a quiet week',
    'Week 47, 16 to 22 Nov 2026',
    'ops.example.com · Built Mon 23 Nov 2026, 00:04 (Europe/Berlin)',
  ],
  [
    'the end of summer time',
    'Week 43, 19 to 25 Oct 2026',
    'ops.example.com · Built Mon 26 Oct 2026, 00:00 (Europe/Berlin)',
  ],
  [
    'the start of summer time',
    'Week 13, 23 to 29 Mar 2026',
    'ops.example.com · Built Mon 30 Mar 2026, 00:00 (Europe/Berlin)',
  ],
  [
    'east of everybody',
    'Week 47, 16 to 22 Nov 2026',
    'ops.example.com · Built Mon 23 Nov 2026, 00:00 (Pacific/Kiritimati)',
  ],
  [
    'west of everybody',
    'Week 47, 16 to 22 Nov 2026',
    'ops.example.com · Built Mon 23 Nov 2026, 00:00 (Pacific/Pago_Pago)',
  ],
  [
    'a week of two years',
    'Week 53, 28 Dec 2026 to 3 Jan 2027',
    'ops.example.com · Built Mon 4 Jan 2027, 00:00 (UTC)',
  ],
  ['a period of choice', '1 to 20 Nov 2026', 'ops.example.com · Built Sat 21 Nov 2026, 00:00 (UTC)'],
  [
    'a week that still runs',
    'Week 47, 16 to 22 Nov 2026',
    'ops.example.com · Built Wed 18 Nov 2026, 11:00 (Europe/Berlin) · facts until Wed 18 Nov 2026, 11:00',
  ],
])('%s has its days', (name, title, meta) => {
  const document = compose(name)
  expect([document.title, document.meta]).toEqual([title, meta])
})

const textsOf = (document: ReportDocument) => [
  ...[
    document.headline,
    ...document.summary,
    document.decisionsLead,
    ...document.sections.map(({ lead }) => lead),
  ],
]

describe.each(Object.keys(reportWeeks) as WeekName[])('in %s', (name) => {
  const document = compose(name)

  it('every sentence has a key, an end, and a link within the product', () => {
    for (const { key, text, href } of textsOf(document)) {
      expect(key).toMatch(/^[a-z-]+\.[a-z-]+$/)
      expect(text).toMatch(/^[\p{Lu}\p{N}\p{Ll}\p{Lo}].*\.$/u)
      expect(text).not.toMatch(/undefined|null|NaN|Infinity| {2}| [,;.]/)
      expect(href).toMatch(/^\/(?!\/)/)
    }
    for (const { href } of [...document.decisions, ...document.figures]) expect(href).toMatch(/^\/(?!\/)/)
    for (const { href } of document.sections.flatMap(({ rows }) => rows)) expect(href).toMatch(/^\/(?!\/)/)
  })

  it('has all ten sections in their order, two or three sentences at most, four figures', () => {
    expect(document.sections.map(({ key }) => key)).toEqual(sectionKeys)
    expect(document.summary.length).toBeLessThanOrEqual(3)
    expect(document.figures).toHaveLength(4)
  })

  it('says the same of the same facts, and leaves them as they are', () => {
    const before = JSON.stringify(reportWeeks[name])
    expect(JSON.stringify(compose(name))).toBe(JSON.stringify(document))
    expect(JSON.stringify(reportWeeks[name])).toBe(before)
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
  })

  it('calls a section that is not watched so, and gives it no state of its own', () => {
    for (const section of document.sections.filter(({ watched }) => !watched)) {
      expect(section).toMatchObject({ tone: 'unknown', word: 'not watched', rows: [], more: 0 })
      expect(section.lead.text).toMatch(/^Not watched: /)
    }
  })
})

test('no week is called well in which a section fails, whatever single fact is changed', () => {
  const weeks: WeekName[] = ['a quiet week', 'a planned week', 'every source of security', 'a typical week']
  let wells = 0
  for (const { path, facts } of weeks.flatMap((name) => [...changedFacts(reportWeeks[name])])) {
    const document = composeReport(facts, { installation: 'ops.example.com' })
    if (document.headline.key !== 'headline.well') continue
    wells += 1
    const wrong = document.sections.filter(
      ({ tone, watched }) => tone === 'fail' || (!watched && tone !== 'unknown'),
    )
    expect(
      wrong.map(({ key }) => key),
      path,
    ).toEqual([])
    expect(
      document.sections.filter(({ watched }) => !watched).map(({ key }) => key),
      path,
    ).toEqual([])
  }
  expect(wells).toBeGreaterThan(50)
})

const words = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

/** Words as they stand on the page: a row names its state only where it is not that of its section. */
function wordsOf(document: ReportDocument): number {
  const sections = document.sections.flatMap(({ title, word, lead, rows, more }) => [
    title,
    word,
    lead.text,
    more > 0 ? '+1 more' : '',
    ...rows.flatMap((row) => [row.word === word ? '' : row.word, row.subject, row.text]),
  ])
  const figures = document.figures.flatMap(({ label, value, change, goal }) => [label, value, change, goal])
  const decisions = document.decisions
    .slice(0, 5)
    .flatMap(({ ask, why, person, by }) => [ask, why, person, by])
  const head = [
    document.title,
    document.scope,
    document.meta,
    document.headline.text,
    document.decisionsLead.text,
  ]
  return [...head, ...document.summary.map(({ text }) => text), ...figures, ...decisions, ...sections].reduce(
    (sum, text) => sum + words(text),
    0,
  )
}

test('a typical week is read in three minutes: 450 words', () => {
  expect(wordsOf(compose('a typical week'))).toBeLessThanOrEqual(450)
  expect(wordsOf(compose('a quiet week'))).toBeLessThanOrEqual(250)
  for (const name of Object.keys(reportWeeks) as WeekName[])
    expect(wordsOf(compose(name)), name).toBeLessThanOrEqual(560)
})

test('names are one line of text, templates in them stay text, and a foreign address leads to the reports', () => {
  const document = compose('names that want to be something else')
  const all = JSON.stringify(document)
  expect(all).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\\r|\\n/)
  expect(all).toContain('{count, plural, other {#}} gnp.exe')
  expect(all).not.toContain('a'.repeat(41))
  expect(document.decisions[0]?.href).toBe('/reports')
})

test('in a report of a team lists are those of the team', () => {
  const document = compose('a team')
  expect(document.headline.href).toMatch(/^\/fleet\?team=/)
  expect(document.sections.find(({ key }) => key === 'maintenance')?.lead.href).toMatch(
    /^\/tasks\?view=record&team=/,
  )
})

test.each<[week: WeekName, row: object | undefined]>([
  ['a quiet week', undefined],
  [
    'an incident that users noticed',
    {
      tone: 'fail',
      word: 'users first',
      subject: 'Incidents',
      text: '2 began, 1 noticed by users first; 1 without prevention; 3 with prevention not proven; worst orders-db: I-12 Orders answered 500',
      href: '/incidents',
    },
  ],
  [
    'an incident without prevention',
    {
      tone: 'warn',
      word: 'no prevention',
      subject: 'Incidents',
      text: 'none began; 1 without prevention',
      href: '/incidents',
    },
  ],
])('%s tells of incidents what is known, and nothing where none was ever written down', (name, row) => {
  const { rows } = compose(name).sections.find(({ key }) => key === 'changed') ?? { rows: [] }
  expect(rows.find(({ subject }) => subject === 'Incidents')).toEqual(row)
})
