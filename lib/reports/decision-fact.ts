import type { Severity } from '@/lib/checks/define-check'
import type { OfSystem } from './section-facts'

export type DecisionKind =
  | 'accept-risk' // somebody asked, nobody answered
  | 'exclude-control'
  | 'sign-review'
  | 'overdue-finding' // critical or high, past due
  | 'unowned-finding' // critical or high without an owner
  | 'capacity' // reaches its limit within 30 days by the pessimistic edge and nobody has planned the work
  | 'ending-acceptance' // ends within 14 days

export interface DecisionFact extends OfSystem {
  kind: DecisionKind
  /** Of the finding, review, exclusion or series. */
  id: string
  /** F-118, where it is a finding. */
  number: number | null
  title: string
  severity: Severity | null
  /** Who can decide it: the owner, the signer, else null ("a manager"). */
  person: string | null
  by: string
  /** Since when it waits. */
  since: string
  href: string
}
