import { z } from 'zod'
import { auditReport } from '@/lib/one-shot/schema'

/** docs/audit.schema.json: JSON Schema (draft 2020-12) of what the audit command prints with --json. */
export function auditSchema(): string {
  const schema = z.toJSONSchema(auditReport, { target: 'draft-2020-12' })
  const { $schema, ...rest } = schema
  return `${JSON.stringify({ $schema, $id: 'audit.schema.json', title: 'Audit report', ...rest }, null, 2)}\n`
}
