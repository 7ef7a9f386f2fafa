import type { Fault, FaultIdentity } from '@/lib/findings/raise-finding'
import type { DrillReport } from './drill-report'

/** Identity of "the backups of this plan cannot be restored", whatever their names and faults. */
export const drillIdentity = (systemId: string, planId: string): FaultIdentity => ({
  systemId,
  fingerprintKind: 'drill:restore',
  resource: planId,
})

/** What a run means for findings: a failed one opens a critical one, one that could not be tried a lesser one. Pure. */
export function drillFault(
  report: DrillReport,
  plan: { systemId: string; planId: string; planName: string; runId: string },
): Fault | null {
  if (report.result === 'pass') return null
  const isFailed = report.result === 'fail'
  const step = report.steps.find(
    ({ state, seconds }) => state === 'failed' || (state === 'skipped' && seconds !== null),
  )
  return {
    ...drillIdentity(plan.systemId, plan.planId),
    origin: 'verification',
    kind: 'defect',
    title: isFailed ? `Backup cannot be relied on: ${plan.planName}` : `Backup not proven: ${plan.planName}`,
    detail: report.headline,
    remediation: isFailed
      ? `Keep the newest backup that is known to be good. Repair what the run names${step ? ` at level ${step.level}` : ''}, make a new backup, and run the restore again: a run that passes closes this finding.`
      : 'Do what the run asks for, then run the restore again: a run that passes closes this finding.',
    severity: isFailed ? 'critical' : 'high',
    severityReason: isFailed
      ? 'The newest backup would not bring the system back.'
      : 'Whether the newest backup would bring the system back could not be tried.',
    evidence: {
      runId: plan.runId,
      backup: report.backup?.name ?? null,
      level: report.level,
      result: report.result,
    },
  }
}

/** Whether a run shows that the backups are good again: its data were looked at, and it passed. Pure. */
export const provesAgain = ({ result, level }: Pick<DrillReport, 'result' | 'level'>) =>
  result === 'pass' && (level === 'queried' || level === 'booted')
