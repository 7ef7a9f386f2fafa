import { formatDuration } from '@/lib/format/moment'
import { type CandidateRow, nameOf, type ReportFrame, type SectionDraft, unwatched } from './report-frame'
import { listed, say } from './say'
import type { BackupsFacts } from './section-facts'

const lead = `{proven, number} of {claimed, number} proven by a restore{never, plural, =0 {} other {, # never}}; {within, number} as fresh as agreed{noObjective, plural, =0 {} other {, # without objective}}{without, plural, =0 {} one {; # system has none} other {; # systems have none}}.`

type BackupState = BackupsFacts['rows'][number]['state']

const stateWords: Readonly<Record<BackupState, readonly [tone: CandidateRow['tone'], word: string]>> = {
  late: ['fail', 'late'],
  'never-proven': ['fail', 'never proven'],
  none: ['fail', 'no backup'],
  unproven: ['warn', 'stale proof'],
  unknown: ['unknown', 'unknown'],
  ok: ['ok', 'proven'],
}

/** Backups: how old the newest is against what was agreed, and how old the proof that it can be restored. */
export function composeBackups(frame: ReportFrame): SectionDraft {
  const { backups } = frame.facts
  const href = frame.view('/red-flags/unproven-backup')
  const title = 'Backups'
  if (backups.claimed + backups.without === 0) {
    const text = 'Not watched: no system has a backup, or should have one.'
    return unwatched('backups', title, text, href)
  }
  const rows = backups.rows.filter(({ state }) => state !== 'ok')
  const wrong = backups.claimed + backups.without - backups.proven
  const text =
    backups.claimed === 0
      ? say(`No backup is known; {without, plural, one {# system} other {# systems}} should have one.`, {
          without: backups.without,
        })
      : say(lead, {
          proven: backups.proven,
          claimed: backups.claimed,
          never: backups.neverProven,
          within: backups.withinObjective,
          noObjective: backups.noObjective,
          without: backups.without,
        })
  const [tone, word] = stand(backups)
  return {
    key: 'backups',
    title,
    watched: true,
    tone,
    word,
    lead: { text, href },
    rows: rows.map((row) => backupRow(frame, row)),
    beyond: Math.max(0, wrong - rows.length),
  }
}

function stand({ claimed, without, proven, neverProven, withinObjective, noObjective }: BackupsFacts) {
  if (neverProven > 0 || without > 0 || claimed === 0) return ['fail', 'unproven'] as const
  if (proven < claimed) return ['warn', 'stale proof'] as const
  if (withinObjective + noObjective < claimed) return ['warn', 'late'] as const
  return ['ok', 'proven'] as const
}

function backupRow(frame: ReportFrame, row: BackupsFacts['rows'][number]): CandidateRow {
  const [tone, word] = stateWords[row.state]
  return {
    tone,
    word,
    subject: nameOf(row),
    text:
      row.state === 'none'
        ? 'should have one, and no source is recorded'
        : listed([age(row), proof(frame, row)]),
    href: `/systems/${row.systemId}/proofs`,
  }
}

function age({ backupAgeHours, objectiveHours }: BackupsFacts['rows'][number]): string {
  const goal = objectiveHours === null ? '' : ` (objective ${formatDuration(objectiveHours * 3600)})`
  return backupAgeHours === null ? 'age unknown' : `${formatDuration(backupAgeHours * 3600)} old${goal}`
}

function proof(
  frame: ReportFrame,
  { proofAt, proofLevel, allowedProofDays }: BackupsFacts['rows'][number],
): string {
  if (proofAt === null) return `no restore on record (limit ${allowedProofDays} d)`
  const days = Math.max(0, Math.floor((frame.now.getTime() - new Date(proofAt).getTime()) / 86_400_000))
  return `${proofLevel ?? 'restored'} ${days} d ago (limit ${allowedProofDays} d)`
}
