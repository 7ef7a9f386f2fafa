import { createHash } from 'node:crypto'
import { canonicalJson, toJson } from '@/lib/audit/canonical-json'
import type { MilestonePayload } from './milestone-view'

/** The shape that is written now; older ones stay readable as they are. */
export const milestoneSchema = 1

/** The text that is frozen: one text per content, whatever the order of its keys. Pure. */
export function freezePayload(payload: MilestonePayload): { text: string; sha256: string } {
  const text = canonicalJson(toJson(payload))
  return { text, sha256: hashPayload(text) }
}

/** sha256 of a frozen text, as `sha256sum` of the downloaded file prints it. Pure. */
export function hashPayload(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/** A frozen text as it was. Throws when it was written by a version that this one does not know. */
export function readPayload(text: string): MilestonePayload {
  const payload = JSON.parse(text) as MilestonePayload
  if (payload.schema !== milestoneSchema)
    throw new Error(`milestone of schema ${payload.schema}; this version reads ${milestoneSchema}`)
  return payload
}
