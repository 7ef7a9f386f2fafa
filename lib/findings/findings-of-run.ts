import type { AnyCheckDefinition, Judgement, ResourceVerdict, Severity } from '@/lib/checks/define-check'
import type { Verdict } from '@/lib/checks/verdict'
import { fingerprint } from './fingerprint'

/** One fault that a run saw. */
export interface ObservedFinding {
  severity: Severity
  title: string
  detail: string
  /** What inside the target; empty for the target itself. */
  resource: string
  remediation: string
  fingerprint: string
}

/** Findings of one run; what lies beyond becomes one that counts the rest. */
export const findingsPerRun = 20
/** Resource key of the finding that stands for all beyond the limit. */
export const aggregateResource = '(further resources)'

/**
 * What a run has found: one finding for each resource that is not ok, worst first, else one for the
 * target itself. Nothing for ok, unknown and not-applicable.
 */
export function findingsOfRun(
  definition: Pick<AnyCheckDefinition, 'kind' | 'title' | 'remediation' | 'severity'>,
  subject: { systemKey: string; targetAddress: string },
  judgement: Pick<Judgement, 'verdict' | 'reason' | 'resources'>,
): ObservedFinding[] {
  if (!isBad(judgement.verdict)) return []
  const verdict = judgement.verdict
  const observe = (resource: string, severity: Severity, detail: string): ObservedFinding => ({
    severity,
    title: `${definition.title}: ${resource === '' ? subject.targetAddress : resource}`,
    detail,
    resource,
    remediation: definition.remediation,
    fingerprint: fingerprint({
      system: subject.systemKey,
      kind: definition.kind,
      targetAddress: subject.targetAddress,
      resource,
    }),
  })
  const bad = badResources(judgement.resources)
  if (bad.length === 0) return [observe('', definition.severity[verdict], judgement.reason)]

  const shown = bad.slice(0, bad.length > findingsPerRun ? findingsPerRun - 1 : findingsPerRun)
  const findings = shown.map(({ name, verdict: each, detail }) =>
    observe(
      name,
      definition.severity[each],
      // The sentence of the run speaks of the only one; of several, each has its own.
      detail && bad.length > 1 ? `${name}: ${detail}.` : judgement.reason,
    ),
  )
  const rest = bad.slice(shown.length)
  if (rest[0]) {
    const listed = rest.slice(0, 10).map(({ name }) => name)
    const detail = `${rest.length} further: ${listed.join(', ')}${rest.length > listed.length ? ' …' : ''}. ${judgement.reason}`
    findings.push(observe(aggregateResource, definition.severity[rest[0].verdict], detail))
  }
  return findings
}

/** Resources that are not ok, failures before warnings, otherwise in the order of the judgement. */
export function badResources(
  resources: readonly ResourceVerdict[],
): (Omit<ResourceVerdict, 'verdict'> & { verdict: 'warn' | 'fail' })[] {
  const pick = (verdict: 'warn' | 'fail') =>
    resources.filter((resource) => resource.verdict === verdict).map((resource) => ({ ...resource, verdict }))
  return [...pick('fail'), ...pick('warn')]
}

/** Warn and fail: a statement about the target that asks for action. */
export function isBad(verdict: Verdict): verdict is 'warn' | 'fail' {
  return verdict === 'warn' || verdict === 'fail'
}
