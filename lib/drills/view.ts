import type { DrillCount, DrillLevel, DrillResult, ProofSource } from './schema'

/** A restore as pages show it: JSON-safe. */
export interface DrillView {
  id: string
  /** Address of the backup target, when it is one of the system's. */
  backupTarget: string | null
  backupName: string
  level: DrillLevel
  result: DrillResult
  backupTakenAt: string | null
  startedAt: string
  /** How long it took: the recovery time that was measured. */
  durationSeconds: number
  /** How much the newest data in the backup were behind: the data loss that was measured. */
  dataLossSeconds: number | null
  counts: DrillCount[]
  note: string
  evidenceIds: string[]
  source: ProofSource
  recordedBy: string | null
  recordedAt: string
}

/** What each level means, in the words of the form. */
export const levelMeanings: Readonly<Record<DrillLevel, { title: string; meaning: string }>> = {
  listed: {
    title: 'Listed',
    meaning: 'The archive could be read to its end. Says nothing about the data in it.',
  },
  restored: { title: 'Restored', meaning: 'It was loaded into an empty place without an error.' },
  queried: {
    title: 'Queried',
    meaning: 'Rows were counted and compared with the source or the manifest. From here on it is a proof.',
  },
  booted: { title: 'Booted', meaning: 'The application was started on it and did its work.' },
}

/** What each result means. */
export const resultMeanings: Readonly<Record<DrillResult, { title: string; meaning: string }>> = {
  pass: { title: 'Pass', meaning: 'Everything that should be there was there.' },
  partial: { title: 'Partial', meaning: 'It came back with something missing, or with a repair by hand.' },
  fail: { title: 'Fail', meaning: 'It could not be used.' },
}
