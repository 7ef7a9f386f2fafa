import { createHash } from 'node:crypto'
import type { Json } from '@/lib/json'
import { canonicalJson } from './canonical-json'

/** What an entry of the audit log says; everything here is under its hash. */
export interface AuditFacts {
  at: Date
  actorId: string | null
  actorLabel: string
  action: string
  entity: string
  entityId: string
  before: Json
  after: Json
  ip: string | null
}

/** The chain begins here. */
export const chainStart = '0'.repeat(64)

/** sha256 over the hash of the entry before and the canonical JSON of this one, in hexadecimal. */
export function entryHash(previousHash: string, facts: AuditFacts): string {
  const body = canonicalJson({ ...facts, at: facts.at.toISOString() })
  return createHash('sha256').update(`${previousHash}\n${body}`).digest('hex')
}
