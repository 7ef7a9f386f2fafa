import type { MigrationFact, SystemFacts } from '@/lib/facts/system-facts'
import { defineRule } from '../define-rule'
import { type ClauseResult, clear, raised, unknown } from '../flag-reading'
import { countOf, dayOf, daysSince, listed, wholeDays } from '../words'

const nothingMoved =
  'No migration or restore is recorded: whether none happened or nobody wrote it down is not known.'

const ofMigrations = (
  { migrations }: SystemFacts,
  judge: (migrations: readonly MigrationFact[]) => ClauseResult,
): ClauseResult => (migrations.length === 0 ? unknown(nothingMoved) : judge(migrations))

const isVerified = ({ verifications }: MigrationFact) => verifications.some(({ state }) => state === 'closed')

const missingOf = ({ verifications }: MigrationFact) =>
  verifications.filter(({ state }) => state === 'open').reduce((sum, { missing }) => sum + missing, 0)

/** "After the move we found out that files were missing." */
export const missingAfterMigration = defineRule({
  key: 'missing-after-migration',
  title: 'Missing after a migration',
  claim: 'A migration or a restore succeeded: it is recorded.',
  proof:
    'Somebody compared records, files, volumes, dependencies and jobs afterwards, and nothing is missing.',
  clears:
    'Compare what was there before with what is there now, area by area; bring back what is missing, then close the verification.',
  severity: 'high',
  severityReason: 'What was lost in a move is found when it is needed, after the old copy is gone.',
  isOnByDefault: true,
  verb: { label: 'Record a verification', path: '/proofs' },
  thresholds: {
    days: { label: 'Days until a migration must be verified', unit: 'days', initial: 7, min: 1, max: 90 },
  },
  clauses: [
    {
      key: 'not-verified',
      says: ({ days }) => `A migration or restore has no closed verification ${days} d after it`,
      judge: (facts, { days }) =>
        ofMigrations(facts, (migrations) => {
          const bare = migrations.filter((migration) => !isVerified(migration))
          const late = bare.filter(({ happenedAt }) => daysSince(happenedAt, facts.now) > days)
          if (late.length > 0)
            return raised(
              `Not verified: ${listed(late.map(({ title, happenedAt }) => `${title} (${wholeDays(daysSince(happenedAt, facts.now))} ago)`))}; ${days} d allowed.`,
            )
          const [next] = bare
          const [last] = migrations
          return next
            ? unknown(
                `${next.title} was ${wholeDays(daysSince(next.happenedAt, facts.now))} ago and is not verified yet; ${days} d allowed.`,
              )
            : clear(
                `${countOf(migrations.length, 'migration')} recorded, all verified; the last one, ${last?.title}, was on ${last ? dayOf(facts, last.happenedAt) : 'an unknown day'}.`,
              )
        }),
    },
    {
      key: 'missing',
      says: () => 'An open verification lists something that is missing',
      judge: (facts) =>
        ofMigrations(facts, (migrations) => {
          const lossy = migrations.filter((migration) => missingOf(migration) > 0)
          return lossy.length > 0
            ? raised(
                `Missing after a migration: ${listed(lossy.map((migration) => `${countOf(missingOf(migration), 'thing')} of ${migration.title}`))}.`,
              )
            : clear('Nothing is known to be missing.')
        }),
    },
  ],
})
