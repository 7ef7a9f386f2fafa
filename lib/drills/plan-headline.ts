import { formatAge, formatDay, formatDuration } from '@/lib/format/moment'
import { sentencesOf } from '@/lib/format/sentences'
import type { DrillPlanView } from './view'

const templates = {
  none: `Nothing restores the backups of {system} by itself yet`,
  unproven: `{plans, plural, one {The plan} other {None of # plans}} of {system} {plans, plural, one {has not proven} other {has proven}} a backup yet`,
  some: `{proven} of {plans, plural, one {# plan} other {# plans}} of {system} {proven, plural, one {has} other {have}} proven a backup, the newest {age}`,
  all: `{plans, plural, one {The plan} =2 {Both plans} other {All # plans}} of {system} {plans, plural, one {has} other {have}} proven a backup, the newest {age}`,
  never: `{name}: no restore has run yet, so its backups are unproven`,
  failed: `{name}: the newest restore failed; {last}`,
  partial: `{name}: something was missing in the newest restore; {last}`,
  proven: `{name}: {last}`,
  unlooked: `{name}: the newest restore passed without looking at the data; {last}`,
  broke: `{name}: the newest run ended without a result; {last}`,
  lastProof: `last proven {day}, level {level}{took}`,
  noProof: `nothing is proven yet`,
} as const

const say = sentencesOf(templates)

interface Reader {
  zone: string
  now: Date
}

/** What the page of all plans of a system says first. Ended plans prove nothing any more. Pure. */
export function plansHeadline(system: string, plans: readonly DrillPlanView[], { now }: Reader): string {
  const current = plans.filter(({ endedAt }) => endedAt === null)
  if (current.length === 0) return say('none', { system })
  const proofs = current.flatMap(({ lastProof }) => (lastProof ? [new Date(lastProof.at)] : []))
  if (proofs.length === 0) return say('unproven', { system, plans: current.length })
  const newest = new Date(Math.max(...proofs.map(Number)))
  return say(proofs.length === current.length ? 'all' : 'some', {
    system,
    plans: current.length,
    proven: proofs.length,
    age: formatAge(newest, now),
  })
}

/** What the page of one plan says first: what its newest restore came to, and how old the last proof is. Pure. */
export function planHeadline(plan: DrillPlanView, reader: Reader): string {
  const { name, newestRun: run } = plan
  const last = lastProofText(plan, reader)
  // While one runs, the one before it is not known here: the proof is what counts.
  if (!run) return say('never', { name })
  if (run.result === null)
    return say(run.finishedAt === null && !hasEnded(run) ? 'proven' : 'broke', { name, last })
  if (run.result !== 'pass') return say(run.result === 'fail' ? 'failed' : 'partial', { name, last })
  return say(run.level === 'queried' || run.level === 'booted' ? 'proven' : 'unlooked', { name, last })
}

const hasEnded = ({ job }: NonNullable<DrillPlanView['newestRun']>) =>
  job !== null && job.state !== 'queued' && job.state !== 'running'

function lastProofText({ lastProof, newestRun }: DrillPlanView, { zone, now }: Reader): string {
  if (!lastProof) return say('noProof')
  const seconds = newestRun?.id === lastProof.runId ? newestRun.seconds : null
  return say('lastProof', {
    day: formatDay(new Date(lastProof.at), zone, now),
    level: lastProof.level,
    took: seconds === null ? '' : `, ${formatDuration(seconds)}`,
  })
}
