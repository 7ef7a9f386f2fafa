import type { Viewer } from '@/lib/auth/viewer'
import { isId } from '@/lib/db/new-id'
import { computeScore, type ScoreInput, withStanding } from './compute-score'
import type { Standing } from './schema'
import { scoreSystems } from './score-systems'

/** The posture as it is, and as it would be if one control stood otherwise or did not count. After caps. */
export interface ScorePreview {
  now: number
  standings: Readonly<Record<Extract<Standing, 'pass' | 'warn' | 'fail' | 'unknown'>, number>>
  excluded: number
}

/** What an answer to this control, or leaving it out, does to the posture of the system; null when it does not count. */
export async function previewScore(
  _viewer: Viewer,
  systemId: string,
  controlKey: string,
): Promise<ScorePreview | null> {
  const current = isId(systemId) ? (await scoreSystems([systemId])).get(systemId) : undefined
  return current ? previewOf(current.input, controlKey) : null
}

/** The same from what a score is computed of. Pure. */
export function previewOf(input: ScoreInput, controlKey: string): ScorePreview | null {
  if (!input.controls.some(({ key }) => key === controlKey)) return null
  const posture = (changed: ScoreInput) => computeScore(changed).cappedPosture
  const included = {
    ...input,
    controls: input.controls.map((control) =>
      control.key === controlKey ? { ...control, excluded: false } : control,
    ),
  }
  const standing = (each: Standing) => posture(withStanding(included, controlKey, each))
  return {
    now: posture(input),
    standings: {
      pass: standing('pass'),
      warn: standing('warn'),
      fail: standing('fail'),
      unknown: standing('unknown'),
    },
    excluded: posture({
      ...input,
      controls: input.controls.map((control) =>
        control.key === controlKey ? { ...control, excluded: true } : control,
      ),
    }),
  }
}
