import type { SystemFacts } from '@/lib/facts/system-facts'
import type { VerificationArea } from '@/lib/verifications/schema'
import { type Fact, missing, type Reading } from './define-fact'
import { dayOf, proofsOf } from './words'

/** How an area is called, and which choices say that it was not looked at or that there is none here. */
const areas: Readonly<Record<VerificationArea, { name: string; unchecked: string; none: string | null }>> = {
  records: { name: 'records', unchecked: 'not-compared', none: null },
  files: { name: 'files', unchecked: 'not-tested', none: 'no-files' },
  volumes: { name: 'volumes', unchecked: 'not-looked', none: 'no-volumes' },
  dependencies: { name: 'dependencies', unchecked: 'not-tried', none: 'needs-nothing' },
  jobs: { name: 'background jobs', unchecked: 'not-looked', none: 'no-jobs' },
}

/** What the comparison after the newest migration or restore found, one fact for each area. */
export const verificationFacts: readonly Fact[] = Object.entries(areas).map(([area, words]) => ({
  name: `verification.${area}`,
  tells: `what the comparison of ${words.name} after the newest migration or restore found`,
  read: (facts) => readArea(area, words, facts),
}))

function readArea(area: string, words: (typeof areas)[VerificationArea], facts: SystemFacts): Reading {
  const link = [{ sentence: 'Migrations and what was compared.', href: proofsOf(facts) }]
  const [migration] = facts.migrations
  if (!migration) return missing('No migration or restore of this system is recorded.', link)
  const after = `After ${migration.title} on ${dayOf(facts, migration.happenedAt)},`
  const [verification] = migration.verifications
  if (!verification) return missing(`${after} no comparison is recorded.`, link)
  const found = verification.areas.find((each) => each.area === area)?.outcome
  const reading = (outcome: Reading['outcome'], says: string, choice: string): Reading => ({
    outcome,
    choice,
    statement: `${after} ${words.name} ${says}.`,
    facts: link,
  })
  if (found === 'missing') return reading('fail', 'were found to be incomplete', 'missing')
  if (found === 'not-checked') return reading('fail', 'were not compared', words.unchecked)
  if (found === 'not-applicable' && words.none) return reading('pass', 'do not apply', words.none)
  if (found !== 'verified') return missing(`${after} nothing is recorded about ${words.name}.`, link)
  return verification.state === 'closed'
    ? reading('pass', 'were compared, and nothing is missing', '')
    : reading('warn', 'were compared, and the comparison is not closed yet', '')
}
