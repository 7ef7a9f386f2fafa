import { formatNumber } from '@/lib/format/measure'
import { controlErrors, type PlacedControl, proofErrors } from './control-rules'
import { issueErrors, type PathError } from './issue-sentence'
import type { LineError } from './line-error'
import { type ChecklistDocument, checklistDocument, control } from './schema'
import { type KnownSources, sourceErrors, taskNotes } from './source-rules'
import { readYaml, type YamlSource } from './yaml-source'

/** As many errors as anybody reads before mending the first. */
export const errorLimit = 50
const mostControls = 500
// Finding the line of an error takes a walk from the top of the text; beyond these, errors are only counted.
const placedLimit = 500

/** What a YAML text is: a checklist, or everything that keeps it from being one. */
export type ParsedChecklist =
  | { document: ChecklistDocument; errors: []; notes: LineError[] }
  | {
      document: null
      errors: LineError[]
      /** Errors beyond the limit, which are not listed. */
      more: number
    }

/**
 * Reads a checklist from YAML: all its errors at once, in the order of the text, each with its line and an example.
 * `known` are the sources that can answer a control. Never throws, whatever the text is.
 */
export function parseChecklist(text: string, known: KnownSources): ParsedChecklist {
  const { source, errors } = readYaml(text)
  if (!source) return refused(errors)
  const crowd = tooMany(source)
  if (crowd) return refused([crowd])
  const parsed = checklistDocument.safeParse(source.value)
  const placed = placedControls(source.value)
  const found = [
    ...(parsed.success
      ? []
      : parsed.error.issues.flatMap((issue) => issueErrors(issue, valueAt(source.value, issue.path)))),
    ...placed.flatMap(controlErrors),
    ...repeatedKeys(source),
    ...proofErrors(placed, new Set(rawKeys(source.value).filter((key) => key !== null))),
    ...sourceErrors(placed, known),
  ]
  const all = [...errors, ...found.slice(0, placedLimit).map((error) => lineError(source, error))]
  if (!parsed.success || all.length > 0) return refused(all, Math.max(0, found.length - placedLimit))
  return {
    document: parsed.data,
    errors: [],
    notes: taskNotes(placed, known).map((note) => lineError(source, note)),
  }
}

function refused(errors: readonly LineError[], unplaced = 0): ParsedChecklist {
  const ordered = errors.toSorted((one, other) => one.line - other.line || one.column - other.column)
  return {
    document: null,
    errors: ordered.slice(0, errorLimit),
    more: Math.max(0, ordered.length - errorLimit) + unplaced,
  }
}

/** Ten thousand wrong controls would be ten thousand errors; this is one. */
function tooMany(source: YamlSource): LineError | null {
  const count = controlsOf(source.value).length
  if (count <= mostControls) return null
  return {
    ...source.locate(['controls'], true),
    control: null,
    sentence: `This checklist asks ${formatNumber(count)} controls; at most ${mostControls} fit, and people answer about 24. Split it by subject.`,
  }
}

function controlsOf(value: unknown): unknown[] {
  const controls = fieldOf(value, 'controls')
  return Array.isArray(controls) ? controls : []
}

const rawKeys = (value: unknown): (string | null)[] =>
  controlsOf(value).map((each) => {
    const key = fieldOf(each, 'key')
    return typeof key === 'string' ? key : null
  })

function fieldOf(value: unknown, name: string | number): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string | number, unknown>)[name]
    : undefined
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, step) => (typeof step === 'symbol' ? undefined : fieldOf(inner, step)),
    value,
  )
}

/** Controls whose shape is right, so that a wrong one elsewhere does not hide what else is wrong. */
function placedControls(value: unknown): PlacedControl[] {
  return controlsOf(value).flatMap((each, index) => {
    const parsed = control.safeParse(each)
    return parsed.success ? [{ index, control: parsed.data }] : []
  })
}

function repeatedKeys(source: YamlSource): PathError[] {
  const first = new Map<string, number>()
  return rawKeys(source.value).flatMap((key, index) => {
    if (key === null) return []
    const before = first.get(key)
    if (before === undefined) {
      first.set(key, index)
      return []
    }
    const { line } = source.locate(['controls', before, 'key'])
    return [
      {
        path: ['controls', index, 'key'],
        sentence: `The control ${key} is asked on line ${line} already. Give this one a key of its own, or delete it.`,
      },
    ]
  })
}

function lineError(source: YamlSource, { path, isName = false, sentence }: PathError): LineError {
  const [first, index] = path
  const key =
    first === 'controls' && typeof index === 'number'
      ? valueAt(source.value, ['controls', index, 'key'])
      : null
  return {
    ...source.locate(path, isName),
    control: typeof key === 'string' ? key.slice(0, 80) : null,
    sentence,
  }
}
