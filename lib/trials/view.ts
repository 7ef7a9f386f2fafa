import type { ProposedCheck, ProposedTarget } from './propose-checks'
import type { TrialResult } from './schema'

/** A trial as its page sees it: JSON-safe, without secrets. */
export interface TrialView {
  id: string
  kind: string
  address: string
  /** Proposed name of the system. */
  name: string
  /** True until a worker has finished. */
  pending: boolean
  /** Seconds since it was asked for, at the time of reading. */
  ageSeconds: number
  result: TrialResult
  targets: { kind: string; address: string; checks: ProposalView[] }[]
}

/** One tick box of the form. */
export interface ProposalView
  extends Pick<
    ProposedCheck,
    'key' | 'kind' | 'title' | 'proves' | 'remediation' | 'intervalSeconds' | 'needsHistory' | 'ticked'
  > {
  result: TrialResult['checks'][string] | null
}

/** Joins a proposal with its live results. Pure. */
export function proposalViews(targets: readonly ProposedTarget[], result: TrialResult): TrialView['targets'] {
  return targets.map(({ kind, address, checks }) => ({
    kind,
    address,
    checks: checks.map(
      ({ key, kind: check, title, proves, remediation, intervalSeconds, needsHistory, ticked }) => ({
        key,
        kind: check,
        title,
        proves,
        remediation,
        intervalSeconds,
        needsHistory,
        // What is absent on this target is not ticked for it.
        ticked: ticked && result.checks[key]?.verdict !== 'not-applicable',
        result: result.checks[key] ?? null,
      }),
    ),
  }))
}
