import type { CheckFact } from '@/lib/facts/system-facts'
import type { CoreQuestion } from './schema'
import type { CoreItem } from './watch-core'

/** What a kind of check watches, in the words of the four questions. */
const watched: Readonly<
  Record<string, readonly [CoreQuestion, (check: Pick<CheckFact, 'target'>) => string]>
> = {
  'host.disk_free': ['accumulates', () => 'Files, logs and data on the disks'],
  'host.inodes': ['accumulates', () => 'Small files: directories run out of entries'],
  'pg.dead_tuples': ['accumulates', ({ target }) => `Dead rows in the tables of ${target.address}`],
  'pg.db_size_growth': ['accumulates', ({ target }) => `Data in ${target.address}`],
  'pg.idle_in_transaction': ['accumulates', ({ target }) => `Forgotten transactions in ${target.address}`],
  'tls.expiry': ['expires', ({ target }) => `The certificate of ${target.address}`],
  'pg.wraparound': ['expires', ({ target }) => `Transaction numbers of ${target.address}`],
  'pg.sequence_exhaustion': ['expires', ({ target }) => `Numbers of the sequences in ${target.address}`],
  'pg.version': ['drifts', ({ target }) => `The version of ${target.address} behind its fixes`],
  'pg.settings_risky': ['drifts', ({ target }) => `Settings of ${target.address}`],
  'pg.stale_stats': ['drifts', ({ target }) => `Statistics that plans of ${target.address} rest on`],
  'dns.resolve': ['drifts', ({ target }) => `What the name of ${target.address} points to`],
  'bk.age': ['breaks-silently', ({ target }) => `The backup in ${target.address}`],
  'bk.size': ['breaks-silently', ({ target }) => `What is in the backup in ${target.address}`],
  'pg.autovacuum_off': ['breaks-silently', ({ target }) => `Automatic cleanup of ${target.address}`],
  'pg.invalid_indexes': [
    'breaks-silently',
    ({ target }) => `Indexes of ${target.address} that nobody uses any more`,
  ],
  'http.body': ['breaks-silently', ({ target }) => `The content behind a good status at ${target.address}`],
  'al.scheduler_lag': ['breaks-silently', () => 'The watching itself: checks that come late'],
  'al.unknown_rate': ['breaks-silently', () => 'The watching itself: checks that see nothing'],
}

export interface CoreProposal {
  question: CoreQuestion
  what: string
  checkId: string
  checkName: string
}

/** What the checks of a system already watch and nobody has written down yet. Pure. */
export function proposeCore(
  checks: readonly Pick<CheckFact, 'id' | 'kind' | 'name' | 'target' | 'state'>[],
  items: readonly Pick<CoreItem, 'checkId'>[],
): CoreProposal[] {
  const linked = new Set(items.map(({ checkId }) => checkId))
  return checks.flatMap((check) => {
    const known = watched[check.kind]
    if (!known || linked.has(check.id) || check.state === 'not-applicable') return []
    return [
      { question: known[0], what: known[1](check).slice(0, 200), checkId: check.id, checkName: check.name },
    ]
  })
}

/** Kinds of checks that a proposal can come from; a test holds them against the registry. */
export const proposedKinds: readonly string[] = Object.keys(watched)
