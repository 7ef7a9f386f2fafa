import { Problem } from '@/lib/problem'
import { countRows } from './count-rows'
import { instantOfText } from './local-instant'
import type { DrillCount, DrillForm, DrillLevel, DrillResult } from './schema'

/** A restore as it is stored, whoever writes it down. */
export interface DrillRecord {
  backupTargetId: string | null
  backupName: string
  level: DrillLevel
  result: DrillResult
  backupTakenAt: Date | null
  startedAt: Date
  durationSeconds: number
  dataLossSeconds: number | null
  counts: DrillCount[]
  note: string
}

const longestCounts = 200

/**
 * Turns the form of a restore into its record. Throws an invalid Problem when it contradicts itself: a pass with
 * missing rows, a backup younger than its restore, a restore of tomorrow. Pure.
 */
export function judgeDrill(form: DrillForm, { zone, now }: { zone: string; now: Date }): DrillRecord {
  const startedAt = momentOf(form.startedAt, 'startedAt', zone)
  if (startedAt > now)
    throw refuse(
      'startedAt',
      'The restore cannot have begun in the future: choose when it did, e.g. today 03:30.',
    )
  const durationSeconds = Math.round(form.durationMinutes * 60)
  if (startedAt.getTime() + durationSeconds * 1_000 > now.getTime() + 60_000)
    throw refuse(
      'durationMinutes',
      'It would not have ended yet: record it when it has, or correct how long it took.',
    )
  const backupTakenAt = form.backupTakenAt ? momentOf(form.backupTakenAt, 'backupTakenAt', zone) : null
  if (backupTakenAt && backupTakenAt > startedAt)
    throw refuse(
      'backupTakenAt',
      'The backup must be older than its restore: correct one of the two moments.',
    )
  const counts = countsOf(form)
  refuseFalsePass(form, counts)
  return {
    backupTargetId: form.backupTargetId,
    backupName: form.backupName,
    level: form.level,
    result: form.result,
    backupTakenAt,
    startedAt,
    durationSeconds,
    dataLossSeconds:
      form.dataLossMinutes === null
        ? backupTakenAt && Math.round((startedAt.getTime() - backupTakenAt.getTime()) / 1_000)
        : Math.round(form.dataLossMinutes * 60),
    counts,
    note: form.note,
  }
}

const refuse = (field: string, sentence: string) => new Problem('invalid', sentence, { [field]: sentence })

function momentOf(text: string, field: string, zone: string): Date {
  const at = instantOfText(text, zone)
  if (at) return at
  throw refuse(field, 'This moment cannot be read. Choose day and time, e.g. 2026-11-14 03:30.')
}

/** A pass says that what should be there is there. */
function refuseFalsePass({ level, result, note }: DrillForm, counts: readonly DrillCount[]): void {
  if (result !== 'pass') return
  const short = counts.find(({ expected, found }) => expected !== null && found !== null && found < expected)
  if (short)
    throw refuse(
      'result',
      `${short.what}: ${short.found} of ${short.expected} were found, so the restore did not pass. Choose partial or fail.`,
    )
  const compared = counts.some(({ expected, found }) => expected !== null && found !== null)
  if (level === 'queried' && !compared && note === '')
    throw refuse(
      'what1',
      'Say what was compared: a table with the rows expected and found, or the assertion in the note.',
    )
}

function countsOf(form: DrillForm): DrillCount[] {
  const rows = countRows.flatMap((row) => {
    const [what, expected, found] = [form[`what${row}`], form[`expected${row}`], form[`found${row}`]]
    if (!what && expected === null && found === null) return []
    if (!what) throw refuse(`what${row}`, 'Name what was counted, e.g. orders.')
    if (expected === null && found === null)
      throw refuse(`found${row}`, `${what}: write how many were found, e.g. 128044.`)
    return [{ what, expected, found }]
  })
  const all = [...rows, ...furtherCounts(form.furtherCounts)]
  if (all.length > longestCounts)
    throw refuse('furtherCounts', `At most ${longestCounts} counts: leave out what says nothing.`)
  return all
}

/** "orders, 128044, 128044", one per line; thousands without separators. */
function furtherCounts(text: string): DrillCount[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return []
    const [what = '', expected = '', found = '', ...more] = line.split(/[,;\t]/).map((part) => part.trim())
    const numbers = [expected, found].map((part) => (part === '' ? null : Number(part)))
    const [wanted = null, seen = null] = numbers
    const isNone = (value: number | null) => value === null
    const isWhole = (value: number | null) => value === null || (Number.isSafeInteger(value) && value >= 0)
    if (
      what === '' ||
      what.length > 120 ||
      more.length > 0 ||
      !numbers.every(isWhole) ||
      numbers.every(isNone)
    )
      throw refuse(
        'furtherCounts',
        `Line ${index + 1} cannot be read. Write what was counted, expected, found, e.g. orders, 128044, 128044.`,
      )
    return [{ what, expected: wanted, found: seen }]
  })
}
