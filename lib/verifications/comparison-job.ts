import { createHash } from 'node:crypto'
import { asSql } from '@/lib/db/as-sql'
import { inTransaction } from '@/lib/db/database'
import { currentEgressPolicy } from '@/lib/egress/current-policy'
import type { JobContext, JobHandler } from '@/lib/jobs/job'
import { readLines, removeLines, storeLines } from '@/lib/jobs/stored-lines-store'
import { Problem } from '@/lib/problem'
import { chosenAreas, differenceLines } from './chosen-areas'
import {
  accepting,
  type ComparisonSummary,
  createTally,
  decodeDifference,
  encodeDifference,
} from './comparison'
import { findDifferences } from './find-differences'
import { forgetSides } from './forget-sides'
import { comparisonHeadline } from './guided-headline'
import { type GuidedRow, lockGuided, readGuided, updateGuided } from './guided-store'
import type { Difference } from './guided-view'
import { tellResult } from './record-result'
import type { Sides } from './sides'
import { warningsOf } from './snapshot'
import {
  type ComparisonRow,
  readComparison,
  readComparisons,
  readSnapshot,
  storeComparison,
} from './snapshot-store'

/** Compares two snapshots: all differences are stored as they are found, and counted. */
export const comparisonJob: JobHandler = async (job, context) => {
  const comparison = await readComparison(job.subjectId)
  const guided = comparison && (await readGuided({ systemId: null, id: comparison.guidedId }))
  if (!comparison || !guided) throw new Problem('not-found', 'The guided verification was removed meanwhile.')
  if (comparison.comparedAt) return
  try {
    const summary = await compare(comparison, guided, context)
    context.log(`${comparisonHeadline(summary)}.`)
    await finish(comparison, summary)
  } catch (error) {
    await removeLines([comparison.id])
    throw error
  }
}

async function compare(
  comparison: ComparisonRow,
  guided: GuidedRow,
  context: JobContext,
): Promise<ComparisonSummary> {
  const [before, after] = [await readSnapshot(comparison.beforeId), await readSnapshot(comparison.afterId)]
  if (!before?.summary || !after?.summary)
    throw new Problem('conflict', 'One of the two snapshots was not taken to its end. Take it again.')
  const tally = createTally(chosenAreas(guided.config), guided.accepted)
  const warnings = [...warningsOf(before.summary), ...warningsOf(after.summary)]
  const sides: Sides = {
    guided,
    before: { id: before.id, summary: before.summary },
    after: { id: after.id, summary: after.summary },
    isRecheck: comparison.isRecheck,
    since: guided.migratedAt ?? after.createdAt,
    egress: await currentEgressPolicy(),
    context,
    equal: (area, count) => tally.equal(area, count),
    warn: (sentence) => {
      warnings.push(sentence)
      context.log(sentence)
    },
  }
  const hash = createHash('sha256')
  const lines = async function* (): AsyncGenerator<string> {
    for await (const difference of comparison.isRecheck ? lasting(sides) : findDifferences(sides)) {
      context.signal.throwIfAborted()
      tally.add(difference)
      const line = encodeDifference(difference)
      hash.update(`${line}\n`)
      yield line
    }
  }
  await storeLines(comparison.id, differenceLines, lines())
  return { ...tally.result(), warnings, sha256: hash.digest('hex') }
}

/** So many differences that were open when it was signed are followed one by one. */
const followed = 100_000
const identityOf = ({ area, part, kind, key }: Difference) => `${area}|${part}|${kind}|${key}`

/** A weekly look: what must still hold against what was signed, and what was open then and still is. */
async function* lasting(sides: Sides): AsyncGenerator<Difference> {
  const told = new Set<string>()
  for await (const difference of findDifferences(sides)) {
    if (told.size < followed) told.add(identityOf(difference))
    yield difference
  }
  const signed = await signedComparison(sides.guided.id)
  const original = signed && (await readSnapshot(signed.beforeId))
  if (!signed?.summary?.open || !original?.summary) return
  const open = new Set<string>()
  const acceptedBy = accepting(sides.guided.accepted)
  for await (const line of readLines(signed.id, differenceLines)) {
    const difference = decodeDifference(line)
    if (acceptedBy(difference) === null) open.add(identityOf(difference))
    if (open.size >= followed) break
  }
  const again: Sides = {
    ...sides,
    before: { id: original.id, summary: original.summary },
    isRecheck: false,
    // What is equal was counted by the first look.
    equal: () => {},
  }
  for await (const difference of findDifferences(again)) {
    const identity = identityOf(difference)
    if (open.has(identity) && !told.has(identity)) yield difference
  }
}

async function signedComparison(guidedId: string): Promise<ComparisonRow | null> {
  const comparisons = await readComparisons(guidedId, 100)
  return comparisons.find(({ isRecheck, comparedAt }) => !isRecheck && comparedAt) ?? null
}

/** Writes down what it came to, and tells it elsewhere: unless it was given up, or a newer one is on its way. */
async function finish(comparison: ComparisonRow, summary: ComparisonSummary): Promise<void> {
  await inTransaction(async (tx) => {
    const on = asSql(tx)
    const guided = await lockGuided(on, comparison.guidedId)
    if (!guided) throw new Problem('not-found', 'The guided verification was removed meanwhile.')
    // Given up while it came to its end: as if it had not been made.
    if (guided.state === 'cancelled') return removeLines([comparison.id], on)
    await storeComparison(on, comparison.id, summary)
    const [newest] = await readComparisons(guided.id, 1, on)
    if (newest?.id !== comparison.id) return
    if (comparison.isRecheck) {
      await tellResult(tx, guided, summary, { mayClose: true, byId: null })
      if (guided.rechecksLeft > 0) return
      // The last look: nothing will be compared with these lists any more.
      await forgetSides(on, guided.id)
      return
    }
    if (guided.state === 'signed') return
    await updateGuided(on, guided.id, { state: 'compared' })
    await tellResult(tx, guided, summary, { mayClose: false, byId: null })
  })
}
