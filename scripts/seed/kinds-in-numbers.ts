import type { AnyCheckDefinition, Judgement, Unit } from '@/lib/checks/define-check'
import { checkKinds } from '@/lib/checks/kinds'
import type { Verdict } from '@/lib/checks/verdict'
import type { Json } from '@/lib/json'

/** A kind with what its examples judge: real reasons, values and limits, without looking at anything. */
export interface SeedKind {
  definition: AnyCheckDefinition
  config: Json
  calm: Judgement
  bad: Judgement
}

/** Every kind that can be asked of something, by id. */
export function seedKinds(): ReadonlyMap<string, SeedKind> {
  const at = new Date('2026-11-23T10:00:00Z')
  return new Map(
    checkKinds.map((definition) => {
      const config = definition.config.parse({})
      const judge = (facts: unknown) => definition.judge(facts, config, at)
      const { passing, failing } = definition.examples
      return [
        definition.kind,
        { definition, config: config as Json, calm: judge(passing), bad: judge(failing) },
      ]
    }),
  )
}

/** The judgement that a check in this state shows. */
export function judgementFor(kind: SeedKind, verdict: Verdict): Judgement {
  switch (verdict) {
    case 'ok':
      return kind.calm
    case 'warn':
    case 'fail':
      return { ...kind.bad, verdict }
    case 'not-applicable':
      return {
        ...kind.calm,
        verdict,
        reason: 'The feature that this asks about is not in use here.',
        value: null,
      }
    case 'unknown':
      return {
        ...kind.calm,
        verdict,
        reason: 'The target did not answer within 15 s. Look at its load and at the network in between.',
        value: null,
      }
  }
}

/** Unit and middle of a series of this kind; a share or a number of things where the kind has no value. */
export function seriesOf(kind: SeedKind): { unit: Unit; base: number } {
  return { unit: kind.calm.unit ?? 'count', base: Math.abs(kind.calm.value ?? 0) || 10 }
}
