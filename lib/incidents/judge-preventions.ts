import { databaseNow, inTransaction, type Transaction } from '@/lib/db/database'
import { transactionNow } from '@/lib/db/transaction-now'
import { judgeStored } from './judge-stored'
import { readAllPreventions, type StoredPrevention, setStanding } from './prevention-store'
import { appendIncidentEvent, lockIncident } from './store'

const perRead = 200

/** Looks which preventions have proven themselves, or are gone. Returns how many stand differently now. */
export async function judgePreventions(): Promise<{ judged: number; changed: number }> {
  let [after, judged, changed]: [string | null, number, number] = [null, 0, 0]
  for (;;) {
    const now = await databaseNow()
    const read = await readAllPreventions(after, perRead)
    for (const prevention of read) {
      judged += 1
      if (judgeStored(prevention, now).state !== prevention.state && (await follow(prevention))) changed += 1
    }
    const last = read.at(-1)
    if (!last || read.length < perRead) return { judged, changed }
    after = last.id
  }
}

/** The incident is held first, as by people who act on it: otherwise each could wait for the other. */
function follow(prevention: StoredPrevention): Promise<boolean> {
  return inTransaction(async (tx) => {
    await lockIncident(tx, prevention.number)
    return recordStanding(tx, prevention, await transactionNow(tx))
  })
}

/**
 * Writes down what a prevention has become, with the line of its incident's history; false when it stood so already.
 * The caller holds the incident.
 */
export async function recordStanding(
  tx: Transaction,
  prevention: StoredPrevention,
  now: Date,
): Promise<boolean> {
  const { state, proof, sentence } = judgeStored(prevention, now)
  if (!(await setStanding(tx, prevention.id, { state, proof, now }))) return false
  if (state === 'proven' && prevention.state === 'unproven')
    await appendIncidentEvent(tx, {
      incidentId: prevention.incidentId,
      at: now,
      actorId: null,
      type: 'prevention-proven',
      after: { prevention: prevention.title, proof },
      comment: sentence,
    })
  return true
}
