import type { AlertShare } from './alert-shares'
import type { AlertClass, AlertOutcome } from './schema'
import type { AlertRow } from './store'

export type AlertView = AlertRow

export interface AlertsPage {
  /** Newest first. */
  rows: AlertView[]
  total: number
}

export interface AlertsSummary {
  all: AlertShare
  /** Most useless rule first. */
  byRule: (AlertShare & { rule: string })[]
}

/** The words of each outcome. */
export const alertOutcomeWords: Readonly<Record<AlertOutcome, string>> = {
  acted: 'Acted on',
  'needed-nothing': 'Needed nothing',
  'too-late': 'Too late',
  unknown: 'Not known',
}

/** What the two classes mean. */
export const alertClassWords: Readonly<Record<AlertClass, string>> = {
  attention: 'Needs attention',
  wake: 'Wakes somebody',
}
