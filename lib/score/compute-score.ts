import {
  type Cap,
  type CapReason,
  coverageForGrade,
  type Grade,
  gradeFrom,
  isKnown,
  type ScoredControl,
  standingValue,
  weights,
} from './schema'

/** Everything that decides about a score. */
export interface ScoreInput {
  /** Every applicable control once, also those that were approved as not applicable. */
  controls: readonly ScoredControl[]
  caps: readonly Cap[]
}

/** What one control adds. */
export interface Contribution extends ScoredControl {
  weight: number
  /** Points of posture that it gives now, and could give. */
  points: number
  possible: number
}

/** What leaving a control out as not applicable does to the posture. */
export interface ExclusionEffect {
  key: string
  /** Posture if this one counted again. */
  postureWith: number
  /** Points that leaving it out gives; negative where it takes. */
  effect: number
}

export interface Score {
  posture: number
  /** After caps. Grades and ranks go by this one. */
  cappedPosture: number
  coverage: number
  /** Posture over what is known; null while nothing is. For information only. */
  health: number | null
  grade: Grade
  /** All there are, lowest first; those below the posture hold it down. */
  caps: Cap[]
  contributions: Contribution[]
  exclusions: ExclusionEffect[]
  /** Points that all exclusions together give. */
  exclusionEffect: number
}

/** To what a finding caps the posture, by why. */
export const capAt: Readonly<Record<CapReason, number>> = {
  'open-critical': 59,
  'accepted-critical': 79,
  'overdue-high': 79,
}

/** Formula version 1: posture, coverage, health and grade of one system. Pure. */
export function computeScore({ controls, caps }: ScoreInput): Score {
  const counted = controls.filter(({ excluded }) => !excluded)
  const { posture, coverage, health } = sums(counted)
  const cappedPosture = capped(posture, caps)
  const total = totalWeight(counted)
  return {
    posture,
    cappedPosture,
    coverage,
    health,
    grade: gradeOf(cappedPosture, coverage),
    caps: [...caps].sort((a, b) => a.at - b.at || a.finding - b.finding),
    contributions: counted.map((control) => contribution(control, total)),
    exclusions: controls
      .filter(({ excluded }) => excluded)
      .map((control) => {
        const postureWith = sums([...counted, control]).posture
        return { key: control.key, postureWith, effect: posture - postureWith }
      }),
    exclusionEffect: posture - sums(controls).posture,
  }
}

/** A posture under caps. Pure. */
export function capped(posture: number, caps: readonly Cap[]): number {
  return Math.min(posture, ...caps.map(({ at }) => at))
}

/** The caps that hold a posture down: without the lowest, it would be higher. Pure. */
export function holdingCaps({ posture, caps }: { posture: number; caps: readonly Cap[] }): Cap[] {
  return caps.filter(({ at }) => at < posture)
}

/** The grade of a posture after caps, at this coverage. Pure. */
export function gradeOf(cappedPosture: number, coverage: number): Grade {
  if (coverage < coverageForGrade) return '?'
  if (cappedPosture >= gradeFrom.A) return 'A'
  if (cappedPosture >= gradeFrom.B) return 'B'
  if (cappedPosture >= gradeFrom.C) return 'C'
  return cappedPosture >= gradeFrom.D ? 'D' : 'F'
}

/**
 * Posture, coverage and health (100 · posture / coverage) of controls, whether excluded or not. Nothing to count is
 * nothing known. Pure.
 */
export function sums(controls: readonly ScoredControl[]): Pick<Score, 'posture' | 'coverage' | 'health'> {
  const total = totalWeight(controls)
  if (total === 0) return { posture: 0, coverage: 0, health: null }
  // Halves and whole numbers add up exactly, so that 90 is 90 and never 89.999.
  let earned = 0
  let known = 0
  for (const { severity, standing } of controls) {
    earned += weights[severity] * standingValue[standing]
    if (isKnown(standing)) known += weights[severity]
  }
  return {
    posture: (100 * earned) / total,
    coverage: (100 * known) / total,
    health: known === 0 ? null : (100 * earned) / known,
  }
}

/** The same system if one control stood otherwise: what an answer would change. Pure. */
export function withStanding(
  input: ScoreInput,
  key: string,
  standing: ScoredControl['standing'],
): ScoreInput {
  return {
    ...input,
    controls: input.controls.map((control) => (control.key === key ? { ...control, standing } : control)),
  }
}

function contribution(control: ScoredControl, total: number): Contribution {
  const weight = weights[control.severity]
  const possible = (100 * weight) / total
  return { ...control, weight, possible, points: possible * standingValue[control.standing] }
}

function totalWeight(controls: readonly ScoredControl[]): number {
  return controls.reduce((sum, { severity }) => sum + weights[severity], 0)
}
