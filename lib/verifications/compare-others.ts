import type { Difference } from './guided-view'
import { type SeenDependency, type SeenVolume, volumeSentence } from './snapshot'
import type { JobRow } from './target-store'

// What is compared from the rows of two snapshots alone. Pure; each gives what differs, all the others are equal.

/** Volumes: there, mounted if it was, with room for what the old one held. */
export function compareVolumes(before: readonly SeenVolume[], after: readonly SeenVolume[]): Difference[] {
  return after.flatMap((now, index) => {
    const old = before[index]
    const difference = (kind: Difference['kind'], is: string): Difference[] => [
      {
        area: 'volumes',
        part: 'volumes',
        key: now.name,
        kind,
        before: old ? (old.fault ?? volumeSentence(old)) : null,
        after: is,
      },
    ]
    if (now.fault) return difference('unknown', now.fault)
    if (!now.exists) return difference('missing', `${now.place} is not there`)
    if (!old || old.fault) return difference('unknown', volumeSentence(now))
    if (old.isMount && !now.isMount)
      return difference('differs', `${volumeSentence(now)}: what is written there fills the disk above it`)
    if (old.usedBytes !== null && now.totalBytes !== null && now.totalBytes < old.usedBytes)
      return difference('differs', `${volumeSentence(now)}: smaller than what the old one held`)
    return []
  })
}

/** Dependencies: each must answer now, whether or not it did before. */
export function compareDependencies(
  before: readonly SeenDependency[],
  after: readonly SeenDependency[],
): Difference[] {
  return after.flatMap((now, index) => {
    if (now.isReachable) return []
    const old = before[index]
    return [
      {
        area: 'dependencies',
        part: 'reachability',
        key: now.name,
        kind: 'missing',
        before: old
          ? old.isReachable
            ? old.sentence
            : `was not reached before either: ${old.sentence}`
          : null,
        after: now.sentence,
      },
    ]
  })
}

/** Jobs: each must have been done or have passed since. `chosen`: those that were removed meanwhile are missing too. */
export function compareJobs(
  chosen: readonly { type: 'task' | 'check'; id: string }[],
  jobs: readonly JobRow[],
  since: Date,
): Difference[] {
  return chosen.flatMap(({ type, id }) => {
    const job = jobs.find((each) => each.id === id)
    if (job?.lastGoodAt && job.lastGoodAt >= since) return []
    const verb = type === 'task' ? 'done' : 'passed'
    return [
      {
        area: 'jobs',
        part: type === 'task' ? 'tasks' : 'checks',
        key: job?.name ?? `a ${type} that was removed`,
        kind: 'missing',
        before: job?.lastGoodAt ? `last ${verb} ${stamp(job.lastGoodAt)}` : `never ${verb}`,
        after: job ? `not ${verb} since ${stamp(since)}` : `the ${type} is gone: nobody sees whether it runs`,
      },
    ]
  })
}

const stamp = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
