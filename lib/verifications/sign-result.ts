import { createHash } from 'node:crypto'
import { canonicalJson, toJson } from '@/lib/audit/canonical-json'
import type { ComparisonSummary } from './comparison'
import type { GuidedConfig } from './guided-schema'
import type { Accepted } from './guided-store'
import type { SnapshotSummary } from './snapshot'

/** Everything that a signature stands for. */
export interface SignedContent {
  title: string
  system: { id: string; name: string }
  config: GuidedConfig
  migratedAt: Date | null
  before: { id: string; takenAt: Date | null; summary: SnapshotSummary }
  after: { id: string; takenAt: Date | null; summary: SnapshotSummary }
  comparison: { id: string; comparedAt: Date | null; summary: ComparisonSummary }
  accepted: readonly Accepted[]
  statement: string
  signedAt: Date
  signedBy: { id: string; name: string }
}

/** The text that is signed: one text for the same content, with the hash of all differences in it. Pure. */
export function payloadOf(content: SignedContent): string {
  return canonicalJson(toJson({ signed: 'wheeltapper-verification', format: 1, ...content }))
}

/** The signature of a payload: its SHA-256. Whoever has the text can check it, e.g. with sha256sum. */
export const signatureOf = (payload: string): string =>
  createHash('sha256').update(payload, 'utf8').digest('hex')
