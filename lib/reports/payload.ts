import { createHash } from 'node:crypto'
import { canonicalJson, toJson } from '@/lib/audit/canonical-json'
import type { ReportPayload } from './report-document'
import { reportSchemaVersion } from './schema'

/** The text that is frozen: one text per content, whatever the order of its keys. Pure. */
export function freezeReport(payload: ReportPayload): { text: string; sha256: string } {
  const text = canonicalJson(toJson(payload))
  return { text, sha256: hashOf(text) }
}

/** sha256 of a frozen text, as `sha256sum` of the downloaded file prints it. Pure. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/** A frozen text as it was. Throws when it was written by a version that this one does not know. Pure. */
export function readReportPayload(text: string): ReportPayload {
  const payload = JSON.parse(text) as ReportPayload
  if (payload.schemaVersion !== reportSchemaVersion)
    throw new Error(`report of schema ${payload.schemaVersion}; this version reads ${reportSchemaVersion}`)
  return payload
}
