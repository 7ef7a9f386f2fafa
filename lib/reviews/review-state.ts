export const reviewStates = ['planned', 'preparing', 'in-review', 'sign-off', 'closed', 'cancelled'] as const
export type ReviewState = (typeof reviewStates)[number]

export const reviewEventTypes = [
  'planned',
  'prepared',
  'started',
  'answered',
  'submitted',
  'rejected',
  'signed',
  'cancelled',
  'changed',
] as const
export type ReviewEventType = (typeof reviewEventTypes)[number]

/** Nothing more can happen to it. */
export const isOver = (state: ReviewState) => state === 'closed' || state === 'cancelled'

/** Words of the states, the same everywhere. */
export const reviewStateNames: Readonly<Record<ReviewState, string>> = {
  planned: 'Planned',
  preparing: 'Preparing',
  'in-review': 'In review',
  'sign-off': 'Waiting for a signature',
  closed: 'Closed',
  cancelled: 'Cancelled',
}

/** Why a control does not apply, as the list that people choose from. */
export const exclusionReasons = [
  { value: 'out-of-scope', label: 'Out of scope for this system' },
  { value: 'architecture', label: 'The architecture leaves nothing to do here' },
  { value: 'business-priority', label: 'Decided against by the business' },
  { value: 'other', label: 'Another reason' },
] as const
