import { appendAudit } from '@/lib/audit/store'
import { canApproveAcceptance, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { asSql } from '@/lib/db/as-sql'
import { databaseNow, inTransaction, type Transaction } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { transactionNow } from '@/lib/db/transaction-now'
import { formatNumber } from '@/lib/format/measure'
import { readLines } from '@/lib/jobs/stored-lines-store'
import { Problem } from '@/lib/problem'
import { chosenAreas, differenceLines } from './chosen-areas'
import { acceptanceKey, type ComparisonSummary, createTally, decodeDifference } from './comparison'
import { type GuidedAt, guidedForAct } from './guided-access'
import { type AcceptForm, type SignForm, weeklyRechecks } from './guided-schema'
import { refuseWhileWorking } from './guided-service'
import { type Accepted, type GuidedRow, readGuided, signGuidedRow, updateGuided } from './guided-store'
import { tellResult } from './record-result'
import { payloadOf, signatureOf } from './sign-result'
import { type ComparisonRow, readComparisons, readSnapshot, storeComparison } from './snapshot-store'

const movedOn =
  'Somebody compared or accepted something meanwhile. Reload the page: it shows what is open now.'
const notCompared = 'Nothing was compared yet: take the snapshot after; the comparison follows by itself.'

/** Acceptances that one verification may have; beyond that the difference is not an exception. */
const mostAcceptances = 200

/** Accepts differences with a reason. Throws invalid when nothing of the newest comparison fits. */
export async function acceptDifferences(
  viewer: Viewer,
  at: GuidedAt,
  form: AcceptForm,
): Promise<{ covers: number }> {
  const added: Accepted = {
    pattern: form.pattern,
    area: form.area || null,
    kind: form.kind || null,
    reason: form.reason,
    byId: viewer.id,
    by: viewer.name,
    at: (await databaseNow()).toISOString(),
  }
  const { summary, accepted } = await reaccept(viewer, at, (before) => {
    if (before.some((each) => acceptanceKey(each) === acceptanceKey(added)))
      throw invalid('The same is accepted already, with a reason of its own.')
    if (before.length >= mostAcceptances)
      throw invalid(`More than ${mostAcceptances} exceptions are none: bring back what differs.`)
    return [...before, added]
  })
  return { covers: summary.covers[accepted.length - 1] ?? 0 }
}

/** Takes an acceptance back: what it covered is open again. `key`: acceptanceKey of it, or its pattern where that is one. */
export async function withdrawAcceptance(viewer: Viewer, at: GuidedAt, key: string): Promise<void> {
  await reaccept(viewer, at, (before) => {
    const rest = before.filter((each) => acceptanceKey(each) !== key && each.pattern !== key)
    if (rest.length === before.length) throw new Problem('not-found', 'This acceptance is gone already.')
    return rest
  })
}

const invalid = (sentence: string) => new Problem('invalid', sentence, { pattern: sentence })

/** Changes what is accepted, and counts anew: outside of the transaction, since a million differences take seconds. */
async function reaccept(
  viewer: Viewer,
  at: GuidedAt,
  change: (before: readonly Accepted[]) => Accepted[],
): Promise<{ summary: ComparisonSummary; accepted: Accepted[] }> {
  const known = isId(at.id) ? await readGuided(at) : null
  const comparison = known && (await newestComparison(known.id))
  // Whether it may be done at all comes first, in the words of the one place that knows.
  await inTransaction((tx) => guidedForAct(tx, viewer, at))
  if (known?.state !== 'compared' || !comparison?.summary) throw new Problem('conflict', notCompared)
  const accepted = change(known.accepted)
  const summary = await recount(known, comparison.id, comparison.summary, accepted)
  const isMore = accepted.length > known.accepted.length
  if (isMore && (summary.covers.at(-1) ?? 0) === 0)
    throw invalid(
      'Nothing that is open fits this. Take the name as the list shows it, with * for what may be anything, e.g. uploads: cache/*',
    )
  await inTransaction(async (tx) => {
    const guided = await guidedForAct(tx, viewer, at)
    if (guided.revision !== known.revision) throw new Problem('conflict', movedOn)
    await updateGuided(asSql(tx), guided.id, { accepted })
    await storeComparison(asSql(tx), comparison.id, summary)
    await tellResult(tx, { ...guided, accepted }, summary, { mayClose: false, byId: null })
    await appendAudit(tx, {
      actor: viewer,
      action: isMore ? 'guided-verification.accept' : 'guided-verification.withdraw',
      entity: 'guided_verification',
      entityId: guided.id,
      before: { accepted: guided.accepted, open: comparison.summary?.open },
      after: { accepted, open: summary.open },
    })
  })
  return { summary, accepted }
}

async function newestComparison(guidedId: string): Promise<ComparisonRow | null> {
  const [newest] = await readComparisons(guidedId, 1)
  return newest?.comparedAt ? newest : null
}

async function recount(
  guided: GuidedRow,
  comparisonId: string,
  before: ComparisonSummary,
  accepted: readonly Accepted[],
): Promise<ComparisonSummary> {
  const tally = createTally(chosenAreas(guided.config), accepted)
  for (const { area, equal } of before.areas) tally.equal(area, equal)
  for await (const line of readLines(comparisonId, differenceLines)) tally.add(decodeDifference(line))
  return { ...before, ...tally.result() }
}

/** Signs what was compared. With open differences only a manager may, and the statement says why. Throws Problem. */
export function signGuided(
  viewer: Viewer,
  at: GuidedAt,
  form: SignForm,
): Promise<{ signature: string; migrationId: string }> {
  return inTransaction(async (tx) => {
    const guided = await guidedForAct(tx, viewer, at)
    if (guided.revision !== form.revision) throw new Problem('conflict', movedOn)
    await refuseWhileWorking(tx, guided)
    const [comparison] = await readComparisons(guided.id, 1, asSql(tx))
    const summary = comparison?.comparedAt ? comparison.summary : null
    if (guided.state !== 'compared' || !comparison || !summary || !guided.migrationId)
      throw new Problem('conflict', notCompared)
    refuseOpen(viewer, summary.open, form.statement)
    const signedAt = await transactionNow(tx)
    const payload = await contentOf(tx, viewer, { guided, comparison, summary, signedAt, form })
    const signature = signatureOf(payload)
    await tellResult(tx, guided, summary, { mayClose: true, byId: viewer.id, text: payload })
    await signGuidedRow(asSql(tx), guided.id, {
      at: signedAt,
      byId: viewer.id,
      signature,
      payload,
      rechecks: weeklyRechecks,
    })
    await appendAudit(tx, {
      actor: viewer,
      action: 'guided-verification.sign',
      entity: 'guided_verification',
      entityId: guided.id,
      after: { signature, open: summary.open, comparisonId: comparison.id, statement: form.statement },
    })
    return { signature, migrationId: guided.migrationId }
  })
}

function refuseOpen(viewer: Viewer, open: number, statement: string): void {
  if (open === 0) return
  const told = open === 1 ? 'One difference is open' : `${formatNumber(open)} differences are open`
  permit(
    canApproveAcceptance(viewer),
    `${told}: bring back what differs, or accept it with a reason. Signing with something open is for managers.`,
  )
  if (statement.length >= 10) return
  const sentence = `${told}. Say why it is signed nevertheless, e.g. "the three scans are printed and filed; nothing else was lost".`
  throw new Problem('invalid', sentence, { statement: sentence })
}

async function contentOf(
  tx: Transaction,
  viewer: Viewer,
  {
    guided,
    comparison,
    summary,
    signedAt,
    form,
  }: {
    guided: GuidedRow
    comparison: ComparisonRow
    summary: ComparisonSummary
    signedAt: Date
    form: SignForm
  },
): Promise<string> {
  const on = asSql(tx)
  const [before, after] = [
    await readSnapshot(comparison.beforeId, on),
    await readSnapshot(comparison.afterId, on),
  ]
  if (!before?.summary || !after?.summary) throw new Problem('conflict', notCompared)
  const { id, comparedAt } = comparison
  return payloadOf({
    title: guided.title,
    system: { id: guided.systemId, name: guided.systemName },
    config: guided.config,
    migratedAt: guided.migratedAt,
    before: { id: before.id, takenAt: before.takenAt, summary: before.summary },
    after: { id: after.id, takenAt: after.takenAt, summary: after.summary },
    comparison: { id, comparedAt, summary },
    accepted: guided.accepted,
    statement: form.statement,
    signedAt,
    signedBy: { id: viewer.id, name: viewer.name },
  })
}
