import { appendAudit } from '@/lib/audit/store'
import { asSql } from '@/lib/db/as-sql'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { addMachineEvidence } from '@/lib/evidence/machine-evidence'
import { clearFinding, raiseFinding } from '@/lib/findings/raise-finding'
import { drillFault, drillIdentity, provesAgain } from './drill-fault'
import type { DrillReport } from './drill-report'
import { evidenceText } from './evidence-text'
import type { RunWork } from './run-store'
import { finishRun, readLastVerdict } from './run-store'
import type { DrillCount } from './schema'
import { insertDrill, lockProofSystem } from './store'

const mostSeconds = 2 ** 31 - 1
/** Counts that a restore on record holds; the run has more. */
const mostCounts = 200

/**
 * Writes down what a run came to, all or nothing: its report, the restore on record with its evidence, the finding that
 * it opens or ends. Null when the run had ended already, or its plan did meanwhile, or the system was archived.
 */
export async function recordRun(
  run: RunWork,
  report: DrillReport,
  log: readonly string[],
): Promise<{ drillId: string } | null> {
  const drillId = newId()
  return inTransaction(async (tx) => {
    const system = await lockProofSystem(tx, run.systemId)
    if (!system || system.archivedAt) return null
    const now = await transactionNow(tx)
    if (!(await finishRun(tx, run.id, { finishedAt: now, report, drillId }))) return null
    const evidence = await addMachineEvidence(tx, {
      systemId: run.systemId,
      title: `Restore of ${report.backup?.name ?? run.backup.path} by ${run.planName}`,
      text: evidenceText(report, log),
    })
    const drill = {
      id: drillId,
      systemId: run.systemId,
      backupTargetId: run.backupTargetId,
      backupName: (report.backup?.name ?? `nothing in ${run.backup.path}`).slice(0, 300),
      level: report.level ?? 'listed',
      result: report.result,
      backupTakenAt: report.backup?.takenAt ? new Date(report.backup.takenAt) : null,
      startedAt: new Date(report.startedAt),
      durationSeconds: Math.round(report.rto.seconds ?? 0),
      // A newest row of the year 1 is a slip of somebody's; the column holds 68 years.
      dataLossSeconds: report.rpo.seconds === null ? null : Math.min(report.rpo.seconds, mostSeconds),
      counts: countsOf(report),
      note: report.headline.slice(0, 4_000),
      evidenceIds: [evidence.id],
    }
    await insertDrill(tx, { ...drill, source: 'machine', recordedById: null, recordedAt: now })
    const fault = drillFault(report, {
      systemId: run.systemId,
      planId: run.planId,
      planName: run.planName,
      runId: run.id,
    })
    if (fault) {
      if (!(await isSofter(tx, run, report))) await raiseFinding(tx, fault)
    } else if (provesAgain(report))
      await clearFinding(tx, {
        ...drillIdentity(run.systemId, run.planId),
        comment: report.headline,
        evidence: { runId: run.id, evidenceId: evidence.id },
      })
    await appendAudit(tx, {
      actor: { label: 'worker' },
      action: 'drill.record',
      entity: 'drill',
      entityId: drillId,
      after: { ...drill, counts: drill.counts.length, runId: run.id },
    })
    return { drillId }
  })
}

/** That it could not be tried this time takes nothing back from backups that failed the last time they were. */
const isSofter = async (tx: Transaction, { id, planId }: RunWork, { result }: DrillReport) =>
  result === 'partial' && (await readLastVerdict(planId, id, asSql(tx))) === 'fail'

/** One count for each table, the worst first. */
function countsOf({ counts }: DrillReport): DrillCount[] {
  const seen = new Set<string>()
  return counts.flatMap(({ table, expected, found }) => {
    if (seen.has(table) || seen.size >= mostCounts) return []
    seen.add(table)
    return [{ what: table.slice(0, 120), expected, found }]
  })
}
