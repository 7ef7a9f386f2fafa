import type { CheckFact } from '@/lib/facts/system-facts'
import { type CoreQuestion, coreQuestions } from './schema'
import type { CoreItem } from './watch-core'

/** An address as people say it: the name of the database, the host of a page, the path of a folder. */
function short(address: string): string {
  if (!URL.canParse(address)) return address
  const { protocol, host, pathname } = new URL(address)
  if (!/^(postgres(ql)?|https?):$/.test(protocol)) return address
  return protocol.startsWith('http') ? host : decodeURIComponent(pathname.slice(1)) || host
}

/** What a kind of check watches, in the words of the four questions. */
const watched: Readonly<
  Record<string, readonly [CoreQuestion, (check: Pick<CheckFact, 'target'>) => string]>
> = {
  'host.disk_free': ['accumulates', () => 'Files, logs and data on the disks'],
  'host.inodes': ['accumulates', () => 'Small files: directories run out of entries'],
  'pg.dead_tuples': ['accumulates', ({ target }) => `Dead rows in the tables of ${short(target.address)}`],
  'pg.db_size_growth': ['accumulates', ({ target }) => `Data in ${short(target.address)}`],
  'pg.idle_in_transaction': [
    'accumulates',
    ({ target }) => `Forgotten transactions in ${short(target.address)}`,
  ],
  'tls.expiry': ['expires', ({ target }) => `The certificate of ${short(target.address)}`],
  'pg.wraparound': ['expires', ({ target }) => `Transaction numbers of ${short(target.address)}`],
  'pg.sequence_exhaustion': [
    'expires',
    ({ target }) => `Numbers of the sequences in ${short(target.address)}`,
  ],
  'pg.version': ['drifts', ({ target }) => `The version of ${short(target.address)} behind its fixes`],
  'pg.settings_risky': ['drifts', ({ target }) => `Settings of ${short(target.address)}`],
  'pg.stale_stats': ['drifts', ({ target }) => `Statistics that plans of ${short(target.address)} rest on`],
  'dns.resolve': ['drifts', ({ target }) => `What the name of ${short(target.address)} points to`],
  'bk.age': ['breaks-silently', ({ target }) => `The backup in ${short(target.address)}`],
  'bk.size': ['breaks-silently', ({ target }) => `What is in the backup in ${short(target.address)}`],
  'pg.autovacuum_off': ['breaks-silently', ({ target }) => `Automatic cleanup of ${short(target.address)}`],
  'pg.invalid_indexes': [
    'breaks-silently',
    ({ target }) => `Indexes of ${short(target.address)} that nobody uses any more`,
  ],
  'http.body': [
    'breaks-silently',
    ({ target }) => `The content behind a good status at ${short(target.address)}`,
  ],
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
  const proposals = checks.flatMap((check) => {
    const known = watched[check.kind]
    if (!known || linked.has(check.id) || check.state === 'not-applicable') return []
    return [
      {
        question: known[0],
        what: known[1](check).slice(0, 200).toWellFormed(),
        checkId: check.id,
        checkName: check.name,
      },
    ]
  })
  return proposals.sort((a, b) => coreQuestions.indexOf(a.question) - coreQuestions.indexOf(b.question))
}

/** Kinds of checks that a proposal can come from; a test holds them against the registry. */
export const proposedKinds: readonly string[] = Object.keys(watched)
