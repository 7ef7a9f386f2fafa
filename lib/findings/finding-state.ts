import type { Severity } from '@/lib/checks/define-check'

export const findingStates = [
  'open',
  'triaged',
  'in-progress',
  'resolved',
  'accepted',
  'verified',
  'false-positive',
  'duplicate',
] as const
export type FindingState = (typeof findingStates)[number]

export const findingKinds = ['defect', 'red-flag', 'unwatched', 'knowledge-gap', 'doc-gap'] as const
export type FindingKind = (typeof findingKinds)[number]

/** Where a finding came from. */
export const findingOrigins = [
  'check',
  'manual',
  'red-flag',
  'review',
  'walkthrough',
  'alert',
  'verification',
  'incident',
  'config-audit',
] as const
export type FindingOrigin = (typeof findingOrigins)[number]

/** Nothing more to do, unless it comes back. */
export const endStates: readonly FindingState[] = ['verified', 'false-positive', 'duplicate']

/** Somebody still has to act or to prove. */
export function isEnded(state: FindingState): boolean {
  return endStates.includes(state)
}

/** Of a finding, what decides about its next state. */
export interface FindingFacts {
  state: FindingState
  stateSince: Date
  severity: Severity
  ownerId: string | null
  slaStart: Date
  slaPausedSeconds: number
  due: Date
  resolvedAt: Date | null
  resolvedById: string | null
  resolvedWithinSla: boolean | null
  verifiedAt: Date | null
  reopenCount: number
  okStreak: number
  duplicateOfId: string | null
  reviewOn: Date | null
}
