import { databaseNow, sql, type Transaction } from '@/lib/db/database'
import type { Json } from '@/lib/json'
import type { AuditAction } from './actions'
import { toJson } from './canonical-json'
import { type AuditFacts, chainStart, entryHash } from './chain'
import { maskSecrets } from './mask-secrets'

/** Who did it: a viewer, or a part of the product by its name ("setup", "worker", "command line"). */
export type AuditActor =
  | { id: string; email: string; ip: string | null }
  | { label: string; ip?: string | null }

export interface AuditNote {
  actor: AuditActor
  action: AuditAction
  entity: string
  entityId: string
  /** What it was and what it is now; secrets are masked here, whatever the caller passes. */
  before?: unknown
  after?: unknown
}

export interface AuditEntry extends AuditFacts {
  id: number
  previousHash: string
  hash: string
}

// Any constant works; it only has to differ from other advisory locks of the product.
const chainLock = 72_707_370

/**
 * Appends one row to the audit log, in the transaction of the change it describes. Entries form one chain:
 * each hash covers the one before, so writers queue here until commit. Call it last in the transaction:
 * whoever still waits for a row lock after this call holds up every other mutation.
 */
export async function appendAudit(tx: Transaction, note: AuditNote): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${chainLock})`
  const [head] = await tx.$queryRaw<{ now: Date; hash: string | null }[]>`
    select app_now() as now, (select hash from audit_entry order by id desc limit 1) as hash`
  if (!head) throw new Error('app_now() returned no row')
  const facts: AuditFacts = {
    at: head.now,
    actorId: 'id' in note.actor ? note.actor.id : null,
    actorLabel: 'id' in note.actor ? note.actor.email : note.actor.label,
    action: note.action,
    entity: note.entity,
    entityId: note.entityId,
    before: maskSecrets(toJson(note.before)),
    after: maskSecrets(toJson(note.after)),
    ip: note.actor.ip ?? null,
  }
  const previousHash = head.hash ?? chainStart
  await tx.$executeRaw`
    insert into audit_entry (at, actor_id, actor_label, action, entity, entity_id, before, after, ip, previous_hash, hash)
    values (${facts.at}, ${facts.actorId}::uuid, ${facts.actorLabel}, ${facts.action}, ${facts.entity}, ${facts.entityId},
            ${jsonText(facts.before)}::jsonb, ${jsonText(facts.after)}::jsonb, ${facts.ip}, ${previousHash},
            ${entryHash(previousHash, facts)})`
}

const jsonText = (value: Json): string | null => (value === null ? null : JSON.stringify(value))

const columns = `id, at, actor_id as "actorId", actor_label as "actorLabel", action, entity, entity_id as "entityId",
  before, after, ip, previous_hash as "previousHash", hash`

/** Newest first: at most `limit` entries older than `beforeId`, optionally of one entity or one actor. */
export async function listAudit(filter: {
  beforeId: number | null
  limit: number
  entity?: string
  actor?: string
}): Promise<AuditEntry[]> {
  const { rows } = await sql().query<AuditEntry>(
    `select ${columns} from audit_entry
      where ($1::bigint is null or id < $1)
        and ($3::text is null or entity = $3)
        and ($4::text is null or actor_label = $4)
      order by id desc limit $2`,
    [filter.beforeId, filter.limit, filter.entity ?? null, filter.actor ?? null],
  )
  return rows
}

/** How the chain stands: intact over the `entries` looked at, or broken at the entry named. */
export interface ChainState {
  intact: boolean
  entries: number
  /** Whether that was the whole log, or only its newest part. */
  whole: boolean
  brokenAt: number | null
  checkedAt: Date
}

const batch = 1_000

/** Recomputes each hash, oldest first: of the whole log, or of its `newest` entries. */
export async function verifyAuditChain(newest?: number): Promise<ChainState> {
  const checkedAt = await databaseNow()
  const start = newest === undefined ? null : await entryBefore(newest)
  let previousHash = start?.hash ?? chainStart
  let lastId = start?.id ?? 0
  let entries = 0
  const state = (brokenAt: number | null) => ({
    intact: brokenAt === null,
    entries,
    whole: start === null,
    brokenAt,
    checkedAt,
  })
  for (;;) {
    const { rows } = await sql().query<AuditEntry>(
      `select ${columns} from audit_entry where id > $1 order by id limit $2`,
      [lastId, batch],
    )
    for (const { id, previousHash: linked, hash, ...facts } of rows) {
      if (linked !== previousHash || entryHash(linked, facts) !== hash) return state(id)
      previousHash = hash
      lastId = id
      entries += 1
    }
    if (rows.length < batch) return state(null)
  }
}

/** The entry that the newest `count` entries hang on; null if there are not more. */
async function entryBefore(count: number): Promise<{ id: number; hash: string } | null> {
  const { rows } = await sql().query<{ id: number; hash: string }>(
    'select id, hash from audit_entry order by id desc offset $1 limit 1',
    [count],
  )
  return rows[0] ?? null
}
