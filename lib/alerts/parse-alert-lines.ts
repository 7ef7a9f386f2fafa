import { parseInput } from '@/lib/parse-input'
import { Problem } from '@/lib/problem'
import { type AlertRecord, judgeAlert } from './judge-alert'
import { alertForm } from './schema'

const mostLines = 200

/** Columns in the order in which they are expected when the first line does not name them. */
export const alertColumns = [
  'rule',
  'class',
  'fired',
  'acknowledged',
  'ended',
  'outcome',
  'snoozes',
  'note',
] as const
type Column = (typeof alertColumns)[number]

const fields: Readonly<Record<Column, string>> = {
  rule: 'rule',
  class: 'class',
  fired: 'firedAt',
  acknowledged: 'acknowledgedAt',
  ended: 'endedAt',
  outcome: 'outcome',
  snoozes: 'snoozeCount',
  note: 'note',
}

/**
 * Reads pasted alerts, one per line, parted by commas, semicolons or tabs (the first of them that the first line
 * holds; quoted parts may hold it). A first line that names the columns decides their order. Throws an invalid
 * Problem that names each line which cannot be read. Pure.
 */
export function parseAlertLines(text: string, { zone, now }: { zone: string; now: Date }): AlertRecord[] {
  const lines = text
    .split(/\r?\n/)
    .flatMap((line, index) => (line.trim() === '' ? [] : [{ line, at: index + 1 }]))
  const separator = ['\t', ';', ','].find((each) => lines[0]?.line.includes(each)) ?? ','
  const first = partsOf(lines[0]?.line ?? '', separator).map((part) => part.toLowerCase())
  const isHead = first.includes('rule') && first.includes('fired')
  const unknown = isHead ? first.filter((name) => !isColumn(name)) : []
  if (unknown.length > 0)
    throw refuse(`Line 1 names "${unknown[0]}", which is no column. Columns are ${alertColumns.join(', ')}.`)
  const columns = isHead ? first.filter(isColumn) : alertColumns
  const rows = isHead ? lines.slice(1) : lines
  if (rows.length === 0) throw refuse('There is no line below the names of the columns.')
  if (rows.length > mostLines)
    throw refuse(
      `These are ${rows.length} lines; at most ${mostLines} are read at once: paste them in parts.`,
    )
  const faults: string[] = []
  const records = rows.flatMap(({ line, at }) => {
    const read = readLine(partsOf(line, separator), columns, { zone, now })
    if (typeof read === 'string') faults.push(`Line ${at}: ${read}`)
    return typeof read === 'string' ? [] : [read]
  })
  if (faults.length > 0)
    throw refuse(
      faults.slice(0, 5).join(' ') + (faults.length > 5 ? ` And ${faults.length - 5} more lines.` : ''),
    )
  return records
}

const isColumn = (name: string): name is Column => alertColumns.some((each) => each === name)

const refuse = (sentence: string) => new Problem('invalid', sentence, { lines: sentence })

function readLine(
  parts: readonly string[],
  columns: readonly Column[],
  context: { zone: string; now: Date },
): AlertRecord | string {
  if (parts.length > columns.length && parts.slice(columns.length).some((part) => part !== ''))
    return `it has ${parts.length} parts, and there are ${columns.length} columns.`
  const typed = Object.fromEntries(columns.map((column, index) => [fields[column], parts[index] ?? '']))
  try {
    // What people write in lists: "Needed nothing", "too late".
    const outcome = (typed.outcome ?? '').toLowerCase().replaceAll(' ', '-') || 'unknown'
    const kind = (typed.class ?? '').toLowerCase() || 'attention'
    return judgeAlert(parseInput(alertForm, { ...typed, class: kind, outcome }), context)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const [sentence = error.message] = Object.values(error.fields)
    return sentence.endsWith('.') ? sentence : `${sentence}.`
  }
}

/** The parts of a line; what stands between double quotes is one part, "" in it a quote. */
function partsOf(line: string, separator: string): string[] {
  const parts = ['']
  let quoted = false
  for (let index = 0; index < line.length; index++) {
    const sign = line[index] ?? ''
    const last = parts.length - 1
    if (sign === '"' && quoted && line[index + 1] === '"') {
      parts[last] += '"'
      index++
    } else if (sign === '"') quoted = !quoted
    else if (sign === separator && !quoted) parts.push('')
    else parts[last] += sign
  }
  return parts.map((part) => part.trim())
}
