import type { JobView } from '@/lib/jobs/view'
import type { DrillReport } from './drill-report'
import type { DrillPlanConfig, PlanForm, PlanTier } from './plan-schema'
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

/** A run in lists. */
export interface DrillRunSummary {
  id: string
  requestedAt: string
  finishedAt: string | null
  /** Null while it waits or runs, and when it ended without a result. */
  result: DrillResult | null
  level: DrillLevel | null
  headline: string | null
  /** How long the restore took, to the last question answered. */
  seconds: number | null
  /** State of its work: "queued", "running", … null when it is so old that only its report is kept. */
  job: JobView | null
}

/** A plan as pages show it: JSON-safe, no secrets. */
export interface DrillPlanView {
  id: string
  systemId: string
  systemName: string
  name: string
  backupTarget: { id: string; address: string }
  tier: PlanTier
  /** Null: only on demand, paused or ended. */
  nextAt: string | null
  pausedAt: string | null
  pausedReason: string | null
  endedAt: string | null
  createdBy: string | null
  createdAt: string
  revision: number
  config: DrillPlanConfig
  /** "a throw-away server of its own", "scratch on db.example.com". */
  placeText: string
  /** Whose passwords are stored: "scratch", "repository". */
  secretNames: string[]
  /** Made by the product for its own backups. */
  isOwn: boolean
  newestRun: DrillRunSummary | null
  /** The newest run that passed at level queried or booted. */
  lastProof: { runId: string; at: string; level: DrillLevel } | null
  editable: boolean
}

/** One run with all that it saw. */
export interface DrillRunView extends DrillRunSummary {
  planId: string
  planName: string
  systemId: string
  systemName: string
  /** Of the plan as it was then. */
  config: DrillPlanConfig
  report: DrillReport | null
  /** The restore on record that it made, and its evidence. */
  drillId: string | null
  evidenceIds: string[]
  editable: boolean
}

/** What the form of a plan begins with. */
export interface PlanFormView {
  system: { id: string; name: string; rpoMinutes: number | null; rtoMinutes: number | null }
  backups: { id: string; address: string }[]
  /** Targets of kind postgres: the live sources to compare with. */
  sources: { id: string; address: string }[]
  /** Commands may be run: the installation says so by DRILL_COMMANDS=allow. */
  commandsAllowed: boolean
  /** When each tier would be due next: "Sun 29 Nov 02:00". */
  nextByTier: Record<PlanTier, string>
  values: Record<keyof PlanForm, string>
  /** Passwords that are stored and kept when nothing is typed. */
  secretNames: string[]
  revision: number
}

/** What lies in the place of the backups now, before anything is restored. */
export interface NewestBackupView {
  /** "orders-2026-11-23.dump, 1.2 GB, of today 02:00: PostgreSQL custom dump." */
  sentence: string
  isProvable: boolean
}
