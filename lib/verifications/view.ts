import type { AreaOutcome, MigrationKind, VerificationArea } from './schema'
import type { StoredVerification } from './store'

export type VerificationView = StoredVerification

/** A migration or restore as pages show it: JSON-safe. */
export interface MigrationView {
  id: string
  kind: MigrationKind
  title: string
  happenedAt: string
  note: string
  recordedBy: string | null
  recordedAt: string
  /** Newest first. */
  verifications: VerificationView[]
}

/** What is asked in each area. */
export const areaQuestions: Readonly<Record<VerificationArea, { title: string; question: string }>> = {
  records: { title: 'Records', question: 'Are all rows there, with the counts of the source?' },
  files: { title: 'Files', question: 'Is every file that the database names on disk?' },
  volumes: { title: 'Volumes', question: 'Are all volumes mounted where the processes look for them?' },
  dependencies: {
    title: 'Dependencies',
    question: 'Can it reach every service, API and store that it needs?',
  },
  jobs: { title: 'Jobs', question: 'Did every background job run once with what it needs?' },
}

/** The words of each outcome. */
export const outcomeWords: Readonly<Record<AreaOutcome, string>> = {
  verified: 'Verified',
  missing: 'Missing',
  'not-applicable': 'Not applicable',
  'not-checked': 'Not checked',
}

/** How many things are missing in the verifications that are open. */
export const missingIn = ({ verifications }: Pick<MigrationView, 'verifications'>): number =>
  verifications
    .filter(({ state }) => state === 'open')
    .reduce((sum, { items }) => sum + items.reduce((all, { missing }) => all + missing, 0), 0)
