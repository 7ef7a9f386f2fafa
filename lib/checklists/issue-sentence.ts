import type { z } from 'zod'
import { type FormatPart, fieldExamples, fieldOf } from './field-examples'
import { nearestWord } from './nearest-word'

type Issue = z.core.$ZodIssue

/** What is wrong in the document, and where: a path in it, and whether a name or its value is meant. */
export interface PathError {
  path: readonly (string | number)[]
  /** The error is about a field's name, not its value. */
  isName?: boolean
  sentence: string
}

/** The sentences about one issue that the schema found; `value` is what was written there. */
export function issueErrors(issue: Issue, value: unknown): PathError[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol')
  const { part, field } = fieldOf(path)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const inside = [...path, key]
      return { path: inside, isName: true, sentence: unknownField(key, fieldOf(inside).part) }
    })
  }
  if (part === 'answeredBy' && field === null) return [{ path, sentence: noSource(value) }]
  const name = field ?? 'the checklist'
  const said = wrongValue(issue, name, value)
  const example = field === null ? undefined : fieldExamples[part][field]
  return [{ path, sentence: example ? `${said} Example: ${example}` : said }]
}

function wrongValue(issue: Issue, name: string, value: unknown): string {
  if (value === undefined) return `${name} is missing.`
  switch (issue.code) {
    case 'invalid_value':
      return `${name} must be one of ${issue.values.join(', ')}; you wrote ${quoted(value)}.${meant(value, issue.values)}`
    case 'invalid_type':
      return value === null
        ? `${name} is empty.`
        : `${name} must be ${expectedWord[issue.expected] ?? issue.expected}; you wrote ${quoted(value)}.${quoteHint(issue.expected, value)}`
    case 'too_small':
      return `${name} ${sizeWord(issue.origin, 'at least', issue.minimum)}; you wrote ${quoted(value)}.`
    case 'too_big':
      return `${name} ${sizeWord(issue.origin, 'at most', issue.maximum)}; you wrote ${quoted(value)}.`
    default:
      return `${name} ${issue.message}; you wrote ${quoted(value)}.`
  }
}

const expectedWord: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'fields with values',
  record: 'fields with values',
}

function sizeWord(origin: string, bound: string, count: number | bigint): string {
  if (origin === 'string') return `must have ${bound} ${count} characters`
  if (origin === 'array') return `must have ${bound} ${count} ${count === 1 ? 'entry' : 'entries'}`
  return `must be ${bound} ${count}`
}

/** YAML reads 2024 as a number and true as a truth: where text is wanted, quotes make it text. */
function quoteHint(expected: string, value: unknown): string {
  return expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')
    ? ` Put it into quotes: "${value}".`
    : ''
}

function meant(value: unknown, values: readonly unknown[]): string {
  const near = typeof value === 'string' ? nearestWord(value, values.map(String)) : null
  return near === null ? '' : ` Do you mean ${near}?`
}

/** A field that the format does not have, with the nearest that it has. */
function unknownField(key: string, part: FormatPart): string {
  const known = Object.keys(fieldExamples[part])
  const near = nearestWord(key, known)
  return `${shown(key)} is no field of ${partName[part]}. ${near === null ? `Fields: ${known.join(', ')}.` : `Do you mean ${near}?`}`
}

const partName: Readonly<Record<FormatPart, string>> = {
  checklist: 'a checklist',
  control: 'a control',
  choice: 'a choice',
  threshold: 'a threshold',
  appliesWhen: 'appliesWhen',
  answeredBy: 'answeredBy',
}

function noSource(value: unknown): string {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
  const near = keys.length === 1 ? nearestWord(keys[0] ?? '', ['check', 'task', 'fact']) : null
  return near === null || near === keys[0]
    ? 'Each entry of answeredBy names one source: a list of checks, a list of tasks, or one fact. Example: answeredBy: [{check: [bk.age]}, {fact: backup.restored}]'
    : `${shown(keys[0] ?? '')} is no source of answers. Do you mean ${near}? Example: ${fieldExamples.answeredBy[near]}`
}

/** What was written, short enough for a sentence. */
export function quoted(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'object') return 'fields'
  return typeof value === 'string' ? `'${shown(value)}'` : String(value)
}

function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 57)}…` : line
}
