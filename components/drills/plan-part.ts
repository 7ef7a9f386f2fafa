import type { PlanForm } from '@/lib/drills/plan-schema'
import type { PlanFormView } from '@/lib/drills/view'
import type { FormState } from '@/lib/form-state'

/** What every part of the form of a plan gets. */
export interface PlanPart {
  state: FormState
  offered: PlanFormView
  /** What a field holds before anybody typed. */
  value: (name: keyof PlanForm) => string
}

/** Whether one of these fields needs a look, so that what holds it is not folded. */
export const hasFault = ({ fields }: FormState, names: readonly string[]) =>
  names.some((name) => fields?.[name] !== undefined)
