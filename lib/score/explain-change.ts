import { capped, sums } from './compute-score'
import type { Cap, CountedChecklist, Grade, ScoredControl, Standing } from './schema'

/** Why a score changed. */
export const changeCauses = ['outcome', 'stale', 'finding', 'exclusion', 'checklist'] as const
export type ChangeCause = (typeof changeCauses)[number]

/** One thing that changed, with the points that it gave or took. */
export interface ChangeLine {
  cause: ChangeCause
  /** A control, or the findings that cap. */
  key: string | null
  findings: number[]
  from: Standing | 'excluded' | 'absent' | null
  to: Standing | 'excluded' | 'absent' | null
  /** Points of posture after caps. */
  posture: number
  coverage: number
}

/** What a snapshot says about a day. */
export interface ScoredDay {
  controls: readonly ScoredControl[]
  caps: readonly Cap[]
  posture: number
  cappedPosture: number
  coverage: number
  grade: Grade
  checklists: readonly CountedChecklist[]
}

/**
 * Every change between two days, control by control and then the caps. Walks from one day to the other in a fixed
 * order (what is asked, what does not apply, how it stands, what caps) and gives each step what it moved, so that
 * the points of all lines add up to the difference. Pure.
 */
export function explainChange(before: ScoredDay, after: ScoredDay): ChangeLine[] {
  const walk = new Walk(before.controls)
  const next = new Map(after.controls.map((control) => [control.key, control]))
  const keys = [...new Set([...walk.controls.keys(), ...next.keys()])].sort()
  for (const key of keys) askOtherwise(walk, key, next.get(key))
  for (const key of keys) applyOtherwise(walk, key, next.get(key))
  for (const key of keys) standOtherwise(walk, key, next.get(key))
  return [...walk.lines, ...capLines(before, after)]
}

/** Points by cause, every cause there. Pure. */
export function byCause(
  lines: readonly ChangeLine[],
): Record<ChangeCause, { posture: number; coverage: number }> {
  const sum = (cause: ChangeCause) => {
    const own = lines.filter((line) => line.cause === cause)
    return {
      posture: own.reduce((total, { posture }) => total + posture, 0),
      coverage: own.reduce((total, { coverage }) => total + coverage, 0),
    }
  }
  return Object.fromEntries(changeCauses.map((cause) => [cause, sum(cause)])) as Record<
    ChangeCause,
    { posture: number; coverage: number }
  >
}

/** The controls on their way from one day to the other. */
class Walk {
  readonly controls: Map<string, ScoredControl>
  readonly lines: ChangeLine[] = []
  private reached: { posture: number; coverage: number }

  constructor(controls: readonly ScoredControl[]) {
    this.controls = new Map(controls.map((control) => [control.key, control]))
    this.reached = this.sums()
  }

  /** Puts one control as it is next (none: takes it away) and notes what that moved. */
  step(key: string, control: ScoredControl | null, line: Pick<ChangeLine, 'cause' | 'from' | 'to'>): void {
    if (control) this.controls.set(key, control)
    else this.controls.delete(key)
    const { posture, coverage } = this.sums()
    this.lines.push({
      ...line,
      key,
      findings: [],
      posture: posture - this.reached.posture,
      coverage: coverage - this.reached.coverage,
    })
    this.reached = { posture, coverage }
  }

  private sums() {
    return sums([...this.controls.values()].filter(({ excluded }) => !excluded))
  }
}

const shown = (control: ScoredControl) => (control.excluded ? ('excluded' as const) : control.standing)

/** Asked for the first time, no longer, or with another weight. */
function askOtherwise(walk: Walk, key: string, next: ScoredControl | undefined): void {
  const now = walk.controls.get(key)
  if (now && next) {
    if (now.severity === next.severity) return
    walk.step(
      key,
      { ...now, severity: next.severity },
      { cause: 'checklist', from: shown(now), to: shown(now) },
    )
  } else if (now) {
    walk.step(key, null, { cause: 'checklist', from: shown(now), to: 'absent' })
  } else if (next) {
    walk.step(key, next, { cause: 'checklist', from: 'absent', to: shown(next) })
  }
}

/** Left out as not applicable, or counted again. */
function applyOtherwise(walk: Walk, key: string, next: ScoredControl | undefined): void {
  const now = walk.controls.get(key)
  if (!now || !next || now.excluded === next.excluded) return
  const changed = { ...now, excluded: next.excluded }
  walk.step(key, changed, { cause: 'exclusion', from: shown(now), to: shown(changed) })
}

function standOtherwise(walk: Walk, key: string, next: ScoredControl | undefined): void {
  const now = walk.controls.get(key)
  if (!now || !next || now.excluded || now.standing === next.standing) return
  walk.step(key, next, { cause: causeOf(now, next), from: now.standing, to: next.standing })
}

function causeOf(now: ScoredControl, next: ScoredControl): ChangeCause {
  if (next.standing === 'stale') return now.meaning === next.meaning ? 'stale' : 'checklist'
  // A risk was accepted, or no longer is; what passes before or after moved by itself.
  const isAcceptance = now.standing === 'accepted' || next.standing === 'accepted'
  const isPassed = now.standing === 'pass' || next.standing === 'pass'
  return isAcceptance && !isPassed ? 'exclusion' : 'outcome'
}

/** What caps took or gave back: on what was gained, by an acceptance, by findings that came, went or grew. */
function capLines(before: ScoredDay, after: ScoredDay): ChangeLine[] {
  const decided = before.caps.map((cap) => {
    const now = after.caps.find(({ finding }) => finding === cap.finding)
    const isDecision = now && [cap.reason, now.reason].includes('accepted-critical')
    return isDecision ? now : cap
  })
  const taken = (posture: number, caps: readonly Cap[]) => capped(posture, caps) - posture
  const steps: [ChangeCause, number, readonly Cap[]][] = [
    ['finding', taken(after.posture, before.caps), before.caps],
    ['exclusion', taken(after.posture, decided), changed(before.caps, decided)],
    ['finding', taken(after.posture, after.caps), changed(decided, after.caps)],
  ]
  const lines: ChangeLine[] = []
  let reached = taken(before.posture, before.caps)
  for (const [cause, next, caps] of steps) {
    if (next !== reached) lines.push(capLine(cause, next - reached, caps))
    reached = next
  }
  return lines
}

function capLine(cause: ChangeCause, posture: number, caps: readonly Cap[]): ChangeLine {
  const findings = [...new Set(caps.map(({ finding }) => finding))].sort((a, b) => a - b)
  return { cause, key: null, findings, from: null, to: null, posture, coverage: 0 }
}

/** Caps that are not the same on both sides. */
function changed(one: readonly Cap[], other: readonly Cap[]): Cap[] {
  const lacks = (caps: readonly Cap[]) => (cap: Cap) =>
    !caps.some(({ finding, at }) => finding === cap.finding && at === cap.at)
  return [...one.filter(lacks(other)), ...other.filter(lacks(one))]
}
