import { hashOf } from '@/lib/checks/bound-observations'
import type { Observations } from '@/lib/checks/observation'
import type { Fleet, SeedCheck } from './fleet'
import type { Random } from './random'
import { insert } from './store-fleet'

const hour = 3_600_000
const day = 24 * hour
const historyDays = 90

interface Sample {
  key: string
  kind: 'added' | 'removed' | 'changed'
  before: string | null
  after: string | null
}

const changed = (key: string, before: string, after: string): Sample => ({
  key,
  kind: 'changed',
  before,
  after,
})
const added = (key: string, after: string): Sample => ({ key, kind: 'added', before: null, after })

/** What a made-up check of this kind may have seen to change, each of one subject. */
const samples: Readonly<Record<string, { subject: keyof Observations; of: readonly Sample[] }>> = {
  'pg.settings_drift': {
    subject: 'setting',
    of: [
      changed('max_connections', '100', '200'),
      changed('work_mem', '4MB', '64MB'),
      changed('log_min_duration_statement', '-1', '500ms'),
      added('statement_timeout (role app)', '30s'),
    ],
  },
  'pg.schema_drift': {
    subject: 'schema',
    of: [
      changed(
        'table public.orders',
        '9 columns · owner app · definition 0a1b2c3d4e5f',
        '10 columns · owner app · definition 9c8b7a6f5e4d',
      ),
      added('table public.invoices', '6 columns · 2 constraints · owner app · definition 1f2e3d4c5b6a'),
      changed(
        'function public.total(integer)',
        'sql · owner app · definition 2b3c4d5e6f70',
        'sql · owner app · definition 70f6e5d4c3b2',
      ),
    ],
  },
  'pg.version': { subject: 'version', of: [changed('PostgreSQL', '17.4', '17.5')] },
  'pg.up': {
    subject: 'restart',
    of: [changed('PostgreSQL', '2026-08-02 02:11:40 UTC', '2026-11-16 02:14:09 UTC')],
  },
  'tls.expiry': {
    subject: 'certificate',
    of: [
      changed('www issuer', 'Example Issuing CA 1', 'Example Issuing CA 2'),
      changed('www key', 'EC prime256v1 0f1e2d3c4b5a6978', 'EC prime256v1 8796a5b4c3d2e1f0'),
    ],
  },
  'dns.resolve': { subject: 'dns', of: [changed('www address', '203.0.113.7', '198.51.100.9')] },
}

const shareOfDays = 0.012
const shareOfReleases = 0.3
const shareExplained = 0.8

interface Release {
  id: string
  startsAt: Date
  row: Record<string, unknown>
}

/** What each system showed last, what changed in a quarter, and what of it was announced. */
export async function storeChanges({ systems, checks, people, now }: Fleet, random: Random): Promise<void> {
  const by = people[0]?.id ?? ''
  const releases = new Map(systems.map(({ id }) => [id, releasesOf(id, by, now, random)]))
  const watched = checks.filter(({ kind }) => samples[kind.definition.kind])
  const histories = watched.map((check) =>
    historyOf(check, releases.get(check.system.id) ?? [], { by, now, random }),
  )
  await insert(
    'change_announcement',
    [...releases.values()].flat().map(({ row }) => row),
  )
  await insert(
    'observation',
    histories.map(({ observation }) => observation),
  )
  await insert(
    'system_change',
    histories.flatMap(({ changes }) => changes),
  )
}

/** Every system is released now and then, by day. */
function releasesOf(systemId: string, by: string, now: Date, random: Random): Release[] {
  return [8, 29, 50, 71].map((ago, index) => {
    const days = ago + random.between(0, 14)
    const startsAt = new Date(midnightOf(now) - days * day + 9 * hour)
    const id = random.id(startsAt)
    const row = {
      id,
      system_id: systemId,
      kind: 'deploy',
      title: `Release ${startsAt.toISOString().slice(0, 7).replace('-', '.')}.${4 - index}`,
      starts_at: startsAt,
      ends_at: new Date(startsAt.getTime() + 2 * hour),
      created_by_id: by,
      created_at: startsAt,
    }
    return { id, startsAt, row }
  })
}

interface Making {
  by: string
  now: Date
  random: Random
}

function historyOf(check: SeedCheck, releases: readonly Release[], { by, now, random }: Making) {
  const { subject, of } = samples[check.kind.definition.kind] as (typeof samples)[string]
  const changes: Record<string, unknown>[] = []
  let changedAt = new Date(midnightOf(now) - historyDays * day)
  for (let ago = historyDays; ago > 0; ago--) {
    const isReleased = releases.some(({ startsAt }) => midnightOf(startsAt) === midnightOf(now) - ago * day)
    if (!random.chance(isReleased ? shareOfReleases : shareOfDays)) continue
    const at = new Date(midnightOf(now) - ago * day + 10 * hour + random.between(0, 59) * 60_000)
    const release = releases.find(({ startsAt }) => Math.abs(startsAt.getTime() - at.getTime()) < 2 * hour)
    const isExplained = !release && ago > 2 && random.chance(shareExplained)
    changedAt = at
    for (const sample of of.slice(0, random.between(1, of.length))) {
      changes.push({
        id: random.id(at),
        system_id: check.system.id,
        check_id: check.id,
        at,
        last_seen_before: new Date(at.getTime() - hour),
        place: check.target.address,
        subject,
        ...sample,
        in_window: false,
        expectation: release ? 'announced' : 'unexpected',
        announcement_id: release?.id ?? null,
        acknowledged_at: isExplained ? new Date(at.getTime() + 5 * hour) : null,
        acknowledged_by_id: isExplained ? by : null,
        acknowledgement: isExplained ? 'Done on purpose, ticket written afterwards' : null,
      })
    }
  }
  const facts = { [subject]: Object.fromEntries(of.map(({ key, after }) => [key, after ?? ''])) }
  const observation = {
    check_id: check.id,
    hash: hashOf(facts),
    basis: 'made up',
    facts,
    unseen: {},
    observed_at: check.finishedAt,
    changed_at: changedAt,
  }
  return { changes, observation }
}

const midnightOf = (now: Date) => Math.floor(now.getTime() / day) * day
