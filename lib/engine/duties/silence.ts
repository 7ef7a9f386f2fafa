import { databaseNow, inSqlTransaction } from '@/lib/db/database'
import { storeStateChanges } from '../finish-store'
import { describeKind, followFindings } from '../follow-findings'
import { lockSilentChecks, type SilentCheck, storeSilence } from './silence-store'

/** Seconds that a worker has after its start to catch up before silence is held against a check. */
const catchUpSeconds = 60
const batchSize = 500

/**
 * Silence is a finding: a check without a conclusive run for 2 intervals + grace turns to unknown, never
 * stays green, and "not watched" opens. Returns how many.
 */
export async function markSilentChecks(workerId: string): Promise<number> {
  return inSqlTransaction(async (on) => {
    const silent = await lockSilentChecks(on, { workerId, catchUpSeconds, limit: batchSize })
    if (silent.length === 0) return 0
    const now = await databaseNow(on)
    const facts = silent.map((check) => ({ check, reason: reasonOf(check) }))
    await storeSilence(
      on,
      facts.map(({ check, reason }) => ({ id: check.id, reason })),
      now,
    )
    await storeStateChanges(
      on,
      facts.map(({ check, reason }) => ({
        checkId: check.id,
        at: now,
        from: check.verdict,
        to: 'unknown',
        reason,
      })),
    )
    const outcomes = facts.map(({ check, reason }) => ({
      outcome: {
        check,
        definition: describeKind(check.kind),
        judgement: { verdict: 'unknown' as const, reason, resources: [] },
        startedAt: now,
        state: 'unknown' as const,
        flapping: null,
        now,
      },
      evidence: () => ({ lastConclusiveRun: check.conclusiveAt?.toISOString() ?? null }),
    }))
    await followFindings(on, outcomes, [], now)
    return silent.length
  })
}

function reasonOf({ conclusiveAt }: SilentCheck): string {
  return conclusiveAt
    ? `No conclusive run since ${conclusiveAt.toISOString().slice(0, 16).replace('T', ' ')} UTC: nobody has looked. Is a worker running, and does it keep up?`
    : 'It has never run: nobody has looked. Is a worker running, and does it keep up?'
}
