import { describe, expect, it } from 'vitest'
import { composeReport } from './compose-report'
import { carriedFacts } from './fact-sources'
import { reportClaims } from './report-claims'
import { changedFacts, sentencesOf } from './testing/change-facts'
import { reportWeeks, type WeekName } from './testing/report-weeks'

/** Weeks that together hold every sentence and every fact. */
const weeks: readonly WeekName[] = [
  'a typical week',
  'everything on fire',
  'a quiet week',
  'a team',
  'every source of security',
  'one source of security missing',
  'one check unknown',
  'findings open, none late',
  'one finding past due',
  'one task overdue',
  'several teams',
  'a period of choice',
  'the worker was down half the week',
  'a planned week',
  'an unannounced change',
  'one system without checks',
  'a limit that is reached',
  'a limit far away',
  'no history for any forecast',
  'a certificate ran out',
  'all unknown',
  'every check still to run',
  'nothing at all',
  'no alert is recorded',
  'alerts that were noise',
  'an incident that users noticed',
  'an incident without prevention',
  'backups late but proven',
  'a backup without objective',
  'a version out of support',
  'nothing is scored',
  'changes are not observed',
  'nothing has an end',
  'no certificate is checked',
  'certificates that nobody could read',
]

const say = (facts: Parameters<typeof composeReport>[0]) =>
  sentencesOf(composeReport(facts, { installation: 'ops.example.com' }))

/** Which facts each sentence reacts to, when each is taken away or changed, in every week above. */
const observed = new Map<string, Set<string>>()
const paths = new Set<string>()
for (const name of weeks) {
  const before = say(reportWeeks[name])
  for (const { path, facts } of changedFacts(reportWeeks[name])) {
    paths.add(path)
    const after = say(facts)
    for (const [key, text] of before) {
      if (after.get(key) === text) continue
      observed.set(key, (observed.get(key) ?? new Set()).add(path))
    }
  }
}

const covers = (declared: string, path: string) =>
  path === declared || path.startsWith(`${declared}.`) || path.startsWith(`${declared}[`)

describe.each(reportClaims)('$key', ({ key, facts }) => {
  const reactsTo = [...(observed.get(key) ?? [])]

  it('changes with every fact that it is made of', () => {
    const silent = facts.filter((declared) => !reactsTo.some((path) => covers(declared, path)))
    expect(silent).toEqual([])
  })

  it('changes with no other fact', () => {
    const others = reactsTo.filter((path) => !facts.some((declared) => covers(declared, path)))
    // Sections share one page: a row of one can take the place of a row of another.
    const elsewhere = key.endsWith('.rows') ? reportClaims.filter((claim) => claim.key !== key) : []
    const told = elsewhere.flatMap((claim) => claim.facts)
    expect(others.filter((path) => !told.some((declared) => covers(declared, path)))).toEqual([])
  })
})

it('has a claim for every sentence that a report can hold', () => {
  const all = Object.values(reportWeeks).flatMap((facts) => [...say(facts).keys()])
  expect([...new Set(all)].sort()).toEqual(reportClaims.map(({ key }) => key).sort())
})

it('tells every fact, or says why it does not', () => {
  const told = new Set([...observed.values()].flatMap((some) => [...some]))
  const carried = carriedFacts.flatMap(({ facts }) => facts)
  const untold = [...paths].filter((path) => !told.has(path))
  expect(untold.filter((path) => !carried.some((declared) => covers(declared, path)))).toEqual([])
  expect(carried.filter((declared) => !untold.some((path) => covers(declared, path)))).toEqual([])
})
