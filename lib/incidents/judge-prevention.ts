import { formatMoment } from '@/lib/format/moment'
import type { PreventionState } from './schema'

// A prevention is a claim until something happened that shows it works. What counts as that, by kind, stands here.

/** What is known of the thing that is to prevent the next incident. */
export type PreventionFacts =
  | {
      kind: 'check'
      /** None: the check was removed. */
      check: {
        pausedSince: Date | null
        runs: boolean
        /** The first time it went bad after it was chosen: a real later fault, or one that somebody planted. */
        seen: { at: Date; verdict: string; reason: string } | null
        /** With the limits that it has now it would have gone bad during the incident. */
        replay: { at: Date; value: number; limit: number } | null
        /** It was bad already when somebody noticed the incident: seeing was not what was missing. */
        sawItSince: Date | null
      } | null
    }
  | {
      kind: 'task'
      /** None: the task was removed. */
      task: {
        archivedAt: Date | null
        neededTimes: number
        /** Ends of what was done on time since it was chosen, oldest first. */
        onTime: readonly Date[]
        late: number
        nextDueAt: Date | null
      } | null
    }
  | {
      kind: 'control'
      isAsked: boolean
      /** The newest answer after it was chosen. */
      answer: { at: Date; outcome: string; hasEvidence: boolean } | null
    }
  | { kind: 'alert-rule'; acted: { at: Date; note: string } | null; fired: number }

/** What proved it. */
export interface Proof {
  kind: 'seen' | 'replay' | 'on-time' | 'answer' | 'acted'
  at: string
  text: string
}

export interface PreventionJudgement {
  state: PreventionState
  /** Of this judgement; a proof that was found earlier stays. */
  proof: Proof | null
  /** How it stands and what is missing, for people. */
  sentence: string
}

/** One prevention as it is judged. */
export interface JudgedPrevention {
  facts: PreventionFacts
  /** What proved it earlier. */
  proof: Proof | null
  incident: { startedAt: Date; detectedAt: Date }
}

const count = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`

/** Whether a prevention has shown that it works. What was proven stays so, unless the thing is gone. Pure. */
export function judgePrevention(given: JudgedPrevention, zone: string, now: Date): PreventionJudgement {
  const gone = goneSentence(given)
  if (gone !== null) return { state: 'gone', proof: given.proof, sentence: gone }
  if (given.proof) return { state: 'proven', proof: given.proof, sentence: given.proof.text }
  const moment = (at: Date) => formatMoment(at, zone, now)
  const proof = findProof(given, moment)
  if (proof) return { state: 'proven', proof, sentence: proof.text }
  return { state: 'unproven', proof: null, sentence: missing(given, moment) }
}

function goneSentence({ facts, proof }: JudgedPrevention): string | null {
  if (facts.kind === 'check' && !facts.check)
    return 'The check was removed: nothing looks any more. Choose another one.'
  if (facts.kind === 'task' && (!facts.task || facts.task.archivedAt))
    return 'The task was archived: nobody does it any more. Choose another one.'
  if (facts.kind === 'control' && !facts.isAsked && proof)
    return 'The question is not asked of this system any more. Assign its checklist again, or choose another one.'
  return null
}

function findProof({ facts, incident }: JudgedPrevention, moment: (at: Date) => string): Proof | null {
  switch (facts.kind) {
    case 'check':
      return checkProof(facts, incident, moment)
    case 'task':
      return taskProof(facts, moment)
    case 'control':
      return facts.isAsked && facts.answer?.outcome === 'pass' && facts.answer.hasEvidence
        ? {
            kind: 'answer',
            at: facts.answer.at.toISOString(),
            text: `Answered “pass” with evidence on ${moment(facts.answer.at)}.`,
          }
        : null
    case 'alert-rule':
      return (
        facts.acted && {
          kind: 'acted',
          at: facts.acted.at.toISOString(),
          text: `It rang on ${moment(facts.acted.at)}, and somebody acted on it.`,
        }
      )
  }
}

type Facts<Kind extends PreventionFacts['kind']> = Extract<PreventionFacts, { kind: Kind }>

function checkProof(
  { check }: Facts<'check'>,
  incident: JudgedPrevention['incident'],
  moment: (at: Date) => string,
): Proof | null {
  if (check?.seen) {
    const { at, verdict, reason } = check.seen
    const word = verdict === 'warn' ? 'warned' : 'failed'
    return { kind: 'seen', at: at.toISOString(), text: `It ${word} on ${moment(at)}: ${reason}` }
  }
  if (!check?.replay || check.sawItSince) return null
  const { at, value, limit } = check.replay
  const early = Math.round((incident.detectedAt.getTime() - at.getTime()) / 60_000)
  if (early < 1) return null
  return {
    kind: 'replay',
    at: at.toISOString(),
    text: `Replayed with the limits of today: ${rounded(value)} passed ${rounded(limit)} on ${moment(at)}, ${count(early, 'minute')} before anybody noticed.`,
  }
}

const rounded = (value: number) => String(Math.round(value * 100) / 100)

function taskProof({ task }: Facts<'task'>, moment: (at: Date) => string): Proof | null {
  const enough = task?.onTime[task.neededTimes - 1]
  if (!task || !enough) return null
  return {
    kind: 'on-time',
    at: enough.toISOString(),
    text:
      task.neededTimes === 1
        ? `Done on time on ${moment(enough)}.`
        : `Done on time ${task.neededTimes} times, the last of them on ${moment(enough)}.`,
  }
}

function missing({ facts }: JudgedPrevention, moment: (at: Date) => string): string {
  switch (facts.kind) {
    case 'check':
      return missingSight(facts, moment)
    case 'task':
      return missingWork(facts, moment)
    case 'control':
      return missingAnswer(facts)
    case 'alert-rule':
      return facts.fired === 0
        ? 'It has not rung since. Plant the fault, then record the alert and what became of it.'
        : `It rang ${count(facts.fired, 'time')} since, and nobody is on record as having acted.`
  }
}

function missingSight({ check }: Facts<'check'>, moment: (at: Date) => string): string {
  if (check?.pausedSince)
    return `Paused since ${moment(check.pausedSince)}: a check that does not look proves nothing. Resume it.`
  if (check?.sawItSince)
    return `It saw this one already, since ${moment(check.sawItSince)}: what was missing is somebody who acts. It counts once it sees the fault again; add a task or an alert rule too.`
  if (!check?.runs) return 'It has not run yet.'
  return 'It has not seen the fault yet. Plant the fault, or tighten its limits until it would have failed, and run it.'
}

function missingWork({ task }: Facts<'task'>, moment: (at: Date) => string): string {
  if (!task) return ''
  const done = `Done on time ${task.onTime.length} of ${count(task.neededTimes, 'time')}`
  const late = task.late > 0 ? `, late ${count(task.late, 'time')}` : ''
  const next = task.nextDueAt ? `; next until ${moment(task.nextDueAt)}` : '; nothing is planned'
  return `${done}${late}${next}.`
}

function missingAnswer({ isAsked, answer }: Facts<'control'>): string {
  if (!isAsked)
    return 'Not asked of this system: publish the checklist that holds the question, and assign it.'
  if (!answer) return 'Not answered since.'
  if (answer.outcome !== 'pass') return `Answered “${answer.outcome}” since: it wants “pass”, with evidence.`
  return 'Answered “pass” since, but without evidence.'
}
