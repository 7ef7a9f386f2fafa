import { z } from 'zod'
import { verdicts } from '@/lib/checks/verdict'

// What `npm run -s audit -- <target> --json` prints. docs/audit.schema.json is generated from it; people
// build on it, so a field is never renamed or removed.

const verdict = z.enum(verdicts)
const severity = z.enum(['critical', 'high', 'medium', 'low'])

const run = z.strictObject({
  kind: z.string().describe('Kind of check, as in docs/checks.md: "pg.connections"'),
  verdict: verdict.describe('"unknown" means that the check could not look; it never counts as ok'),
  reason: z.string().describe('One sentence for people, also when all is well'),
  value: z.number().nullable().describe('The number that was judged, if the kind has one'),
  unit: z.string().nullable().describe('Unit of value, of the thresholds and of the values of resources'),
  thresholds: z.strictObject({ warn: z.number().nullable(), fail: z.number().nullable() }),
  resources: z
    .array(z.strictObject({ name: z.string(), value: z.number().nullable(), verdict }))
    .describe('Things inside the target that were judged each for itself, worst first'),
  evidence: z
    .record(z.string(), z.json())
    .describe('Facts behind the verdict; their shape belongs to the kind'),
  remediation: z.string().describe('What to do when it is not ok'),
})

const finding = z.strictObject({
  kind: z.string(),
  severity,
  title: z.string(),
  resource: z.string().describe('What inside the target; empty for the target itself'),
  remediation: z.string(),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('The same fault has the same fingerprint on every run'),
})

export const auditReport = z
  .strictObject({
    target: z.string().describe('Address of what was audited, without any secret'),
    startedAt: z.iso.datetime().describe('UTC'),
    durationMs: z.number().int().min(0),
    runs: z.array(run).describe('Every kind that was run, worst first'),
    findings: z.array(finding).describe('What is not as it should be, most severe first'),
    skipped: z
      .array(z.strictObject({ kind: z.string(), reason: z.string() }))
      .describe('Kinds that were not run; they do not change the exit code'),
  })
  .describe('Result of one audit from the command line')

export type AuditReport = z.infer<typeof auditReport>
export type AuditRun = z.infer<typeof run>
export type AuditFinding = z.infer<typeof finding>
