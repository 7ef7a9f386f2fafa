import type { AssertionOutcome } from './drill-report'
import type { Assertion, DrillPlanConfig } from './plan-schema'
import { refuseOwnRows } from './refuse-own-rows'
import type { AskRestored, Restored } from './restored'

const longest = 300

/**
 * Asks every question of the plan. One that the database refuses does not hold; that is an answer, not an error. Throws
 * NotTried where questions are refused altogether.
 */
export async function askAssertions(
  asked: readonly Assertion[],
  ask: AskRestored,
  signal: AbortSignal,
): Promise<AssertionOutcome[]> {
  if (asked.length > 0) await refuseOwnRows(ask)
  const outcomes: AssertionOutcome[] = []
  for (const assertion of asked) {
    const begun = performance.now()
    const answer = await ask(assertion.sql, 2).then(
      (rows) => judgeAnswer(assertion, rows),
      (error: unknown) => {
        signal.throwIfAborted()
        return {
          found: `an error: ${error instanceof Error ? error.message.replace(/\.+$/, '') : 'unknown'}`,
          holds: false,
        }
      },
    )
    outcomes.push({
      name: assertion.name,
      sql: assertion.sql,
      expected: assertion.expected ?? 'no row',
      found: answer.found.slice(0, longest),
      holds: answer.holds,
      seconds: Math.round((performance.now() - begun) / 100) / 10,
    })
  }
  return outcomes
}

/** Whether an answer is what was expected: the one value, or no row at all. Pure. */
export function judgeAnswer(
  { expected }: Pick<Assertion, 'expected'>,
  rows: readonly (readonly (string | null)[])[],
): { found: string; holds: boolean } {
  const [first, second] = rows
  if (expected === null)
    return first
      ? { found: `${second ? 'several rows' : 'a row'}, first: ${first.map(shown).join(', ')}`, holds: false }
      : { found: 'no row', holds: true }
  if (!first) return { found: 'no row', holds: false }
  const value = first[0] ?? null
  if (second || first.length > 1)
    return {
      found: `${second ? 'several rows' : 'several columns'}, first: ${first.map(shown).join(', ')}`,
      holds: false,
    }
  return { found: shown(value), holds: value !== null && plain(value) === plain(expected) }
}

const shown = (value: string | null) => value ?? 'null'

const words: Readonly<Record<string, string>> = { true: 't', yes: 't', false: 'f', no: 'f' }

/** "true" and "t", "12,044" and "12044" are the same. */
function plain(value: string): string {
  const text = value.trim().toLowerCase()
  return words[text] ?? (/^-?\d{1,3}([ ,]\d{3})+$/.test(text) ? text.replaceAll(/[ ,]/g, '') : text)
}

/** The newest value of the column that the plan names; null where it has none or names no column. */
export async function newestRowAt(
  newest: DrillPlanConfig['newestRow'],
  { ask, engine }: Pick<Restored, 'ask' | 'engine'>,
): Promise<Date | null> {
  if (!newest) return null
  const table = newest.table
    .split('.')
    .map((part) => quote(part))
    .join('.')
  const column = `max(${quote(newest.column)})`
  const question =
    engine === 'postgresql'
      ? `select extract(epoch from ${column}) from ${table}`
      : `select ${column} from ${table}`
  const [row] = await ask(question, 1)
  return momentOf(row?.[0] ?? null, engine)
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`

/** SQLite has no type for moments: text as ISO, numbers as seconds or milliseconds since 1970. */
function momentOf(value: string | null, engine: Restored['engine']): Date | null {
  if (value === null) return null
  const number = Number(value)
  const isText = !Number.isFinite(number)
  const at = isText
    ? new Date(/[zZ]|[+-]\d\d:?\d\d$/.test(value) ? value : `${value.replace(' ', 'T')}Z`)
    : new Date(engine === 'postgresql' || number < 1e11 ? number * 1_000 : number)
  // A number may be a moment that no calendar has.
  return Number.isNaN(at.getTime()) ? null : at
}
