import { CouldNotLook } from '@/lib/checks/could-not-look'
import type { AnyCheckDefinition, CheckIo, Judgement } from '@/lib/checks/define-check'
import { evaluateCheck } from '@/lib/checks/evaluate'
import { compareVerdicts } from '@/lib/checks/verdict'
import type { EgressPolicy } from '@/lib/egress/egress-policy'
import { findingsOfRun } from '@/lib/findings/findings-of-run'
import { compareSeverity } from '@/lib/findings/severity'
import type { PostgresAccess } from '@/lib/probes/postgres'
import { bracketed } from '@/lib/systems/recognise-host'
import type { Recognised } from '@/lib/systems/recognised'
import type { ResolvedTarget } from '@/lib/systems/target-address'
import { endpointOf, type PlainTarget, type ProposedTarget, proposeChecks } from '@/lib/trials/propose-checks'
import type { AuditFinding, AuditReport, AuditRun } from './schema'

/** What an audit from the command line needs; nothing of it is the product's database. */
export interface AuditTools {
  kinds: readonly AnyCheckDefinition[]
  egress: EgressPolicy
  postgres: PostgresAccess
  now(): Date
  /** Upper limit for each check in milliseconds; null for the limits of the kinds. */
  timeoutMs: number | null
  /** Ends everything: Ctrl-C. */
  signal: AbortSignal
  /** Told of a fault of ours; it is no part of the report. */
  onFault(kind: string, cause: unknown): void
}

/** One kind asked of one target. */
interface Question {
  definition: AnyCheckDefinition
  target: ResolvedTarget
}

/**
 * Runs every kind that fits the target once, all at the same time, and puts the worst first. Never throws
 * for what the target does, and takes no longer than the longest timeout and half a second.
 */
export async function auditOnce(recognised: Recognised, tools: AuditTools): Promise<AuditReport> {
  const startedAt = tools.now()
  const began = performance.now()
  const { questions, skipped } = plan(recognised, tools.kinds)
  const answers = await Promise.all(
    questions.map(async (question) => ({ question, judgement: await ask(question, startedAt, tools) })),
  )
  answers.sort((a, b) => compareVerdicts(a.judgement.verdict, b.judgement.verdict))
  return {
    target: recognised.address,
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(performance.now() - began),
    runs: answers.map(({ question, judgement }) => toRun(question.definition, judgement)),
    findings: answers
      .flatMap(({ question, judgement }) => toFindings(recognised.address, question, judgement))
      .sort((a, b) => compareSeverity(a.severity, b.severity)),
    skipped,
  }
}

/** Which kinds are asked of which target, and why the others are not. */
function plan(recognised: Recognised, kinds: readonly AnyCheckDefinition[]) {
  const targets = targetsOf(recognised).flatMap((target) => proposeChecks(target, kinds))
  const questions: Question[] = []
  const skipped: AuditReport['skipped'] = []
  for (const definition of kinds) {
    const target = targets.find(({ checks }) => checks.some(({ kind }) => kind === definition.kind))
    if (!target) skipped.push({ kind: definition.kind, reason: reasonToSkip(definition, recognised) })
    else if (definition.needsHistory) {
      skipped.push({ kind: definition.kind, reason: 'Compares with earlier values: a single look has none.' })
    } else questions.push({ definition, target: resolved(target, recognised) })
  }
  return { questions, skipped }
}

/** What was given, and the port behind it: a port that refuses explains everything above it. */
function targetsOf({ kind, address, config }: Recognised): PlainTarget[] {
  const given: PlainTarget = { kind, address, config }
  const endpoint = kind === 'url' || kind === 'postgres' ? endpointOf(given) : null
  if (!endpoint) return [given]
  const { host, port } = endpoint
  return [given, { kind: 'tcp', address: `${bracketed(host)}:${port}`, config: { host, port } }]
}

const names: Readonly<Record<ResolvedTarget['kind'], string>> = {
  url: 'a URL',
  tcp: 'a TCP port',
  tls: 'a TLS port',
  postgres: 'a PostgreSQL database',
  host: 'the own host',
  backup: 'a folder of backups',
  self: 'the installation itself',
}

function reasonToSkip(definition: AnyCheckDefinition, { kind, address }: Recognised): string {
  if (definition.targets.includes(kind)) return `Does not fit ${address}: an address has no name to look up.`
  if (kind === 'url' && definition.targets.includes('tls'))
    return 'The URL is not encrypted: there is no certificate.'
  return `Is asked of ${definition.targets.map((each) => names[each]).join(' or ')}.`
}

function resolved({ kind, address, config }: ProposedTarget, recognised: Recognised): ResolvedTarget {
  // Built by recogniseAddress and proposeChecks, which keep kind and config together.
  return {
    kind,
    address,
    config,
    secret: kind === recognised.kind ? recognised.secret : null,
  } as ResolvedTarget
}

async function ask({ definition, target }: Question, now: Date, tools: AuditTools): Promise<Judgement> {
  const timeoutMs = Math.min(definition.timeoutMs, tools.timeoutMs ?? definition.timeoutMs)
  const io: CheckIo = {
    target,
    probe: {
      signal: AbortSignal.any([tools.signal, AbortSignal.timeout(timeoutMs)]),
      timeoutMs,
      egress: tools.egress,
    },
    now,
    postgres: tools.postgres,
    history: async () => [],
    engineFacts: () => Promise.reject(new CouldNotLook('There is no engine on the command line.')),
  }
  const judgement: Judgement & { cause?: unknown } = await evaluateCheck(definition, {}, io)
  if (judgement.cause !== undefined) tools.onFault(definition.kind, judgement.cause)
  return judgement
}

function toRun(definition: AnyCheckDefinition, judgement: Judgement): AuditRun {
  const { verdict, reason, value, unit, thresholds, resources, evidence } = judgement
  return {
    kind: definition.kind,
    verdict,
    reason,
    value,
    unit,
    thresholds: { warn: thresholds.warn, fail: thresholds.fail },
    resources: resources.map((resource) => ({
      name: resource.name,
      value: resource.value,
      verdict: resource.verdict,
    })),
    // Without what is undefined: the object that is checked is the one that is printed.
    evidence: JSON.parse(JSON.stringify(evidence)),
    remediation: definition.remediation,
  }
}

function toFindings(
  systemKey: string,
  { definition, target }: Question,
  judgement: Judgement,
): AuditFinding[] {
  return findingsOfRun(definition, { systemKey, targetAddress: target.address }, judgement).map(
    ({ severity, title, resource, remediation, fingerprint }) => ({
      kind: definition.kind,
      severity,
      title,
      resource,
      remediation,
      fingerprint,
    }),
  )
}
