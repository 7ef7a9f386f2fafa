// Without imports: forms load it.

/** What came of looking for something. Stored as text. */
export const stepOutcomes = ['found', 'not-found', 'wrong-in-docs', 'blocked'] as const
export type StepOutcome = (typeof stepOutcomes)[number]

export const outcomeNames: Readonly<Record<StepOutcome, string>> = {
  found: 'Found it',
  'not-found': 'Not found',
  'wrong-in-docs': 'Found, but it is wrong',
  blocked: 'Could not look',
}
