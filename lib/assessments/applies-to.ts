import type { Control } from '@/lib/checklists/schema'

/** Of a system, what decides which controls concern it; SystemFacts has it. */
export interface AppliesFacts {
  system: { kind: string; environment: string; criticality: string }
  targets: readonly { kind: string }[]
}

/** Whether a control concerns a system: every condition must hold, and of each one value is enough. Pure. */
export function appliesTo(control: Pick<Control, 'appliesWhen'>, facts: AppliesFacts): boolean {
  const { systemKind, targetKind, environment, criticality } = control.appliesWhen ?? {}
  const holds = (wanted: readonly string[] | undefined, found: readonly string[]) =>
    wanted === undefined || found.some((each) => wanted.includes(each))
  return (
    holds(systemKind, [facts.system.kind]) &&
    holds(environment, [facts.system.environment]) &&
    holds(criticality, [facts.system.criticality]) &&
    holds(
      targetKind,
      facts.targets.map(({ kind }) => kind),
    )
  )
}
