import type { z } from 'zod'
import type { LineError } from '@/lib/checklists/line-error'
import { nearestWord } from '@/lib/checklists/nearest-word'
import { readYaml, type YamlSource } from '@/lib/checklists/yaml-source'
import { findOwnFact, ownFacts } from './own-rule-facts'
import { type OwnRuleDocument, ownRuleDocument, ownRuleExamples } from './own-rule-schema'

export type ParsedOwnRule =
  | { document: OwnRuleDocument; errors: [] }
  | { document: null; errors: LineError[] }

/** Reads a rule from YAML: all its errors at once, each with its line and a line that is right. Never throws. */
export function parseOwnRule(text: string): ParsedOwnRule {
  const { source, errors } = readYaml(text)
  if (!source) return { document: null, errors }
  const parsed = ownRuleDocument.safeParse(source.value)
  const found = parsed.success
    ? strangeFacts(parsed.data, source)
    : parsed.error.issues.flatMap((issue) => issueErrors(issue, source))
  const all = [...errors, ...found].toSorted(
    (one, other) => one.line - other.line || one.column - other.column,
  )
  return parsed.success && all.length === 0
    ? { document: parsed.data, errors: [] }
    : { document: null, errors: all.slice(0, 50) }
}

type Path = (string | number)[]

const at = (source: YamlSource, path: Path, sentence: string, isName = false): LineError => ({
  ...source.locate(path, isName),
  control: null,
  sentence,
})

const plainPath = (path: readonly PropertyKey[]): Path => path.filter((step) => typeof step !== 'symbol')

/** The fields of the part that a path leads into. */
function fieldsAt(path: Path): string[] {
  if (path.length === 0) return Object.keys(ownRuleDocument.shape)
  if (path.length === 1 && path[0] === 'raised') return ['any', 'all']
  return ['fact', 'operator', 'value']
}

function issueErrors(issue: z.core.$ZodIssue, source: YamlSource): LineError[] {
  const path = plainPath(issue.path)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const known = fieldsAt(path)
      const near = nearestWord(key, known)
      return at(
        source,
        [...path, key],
        `${key.slice(0, 60)} is no field here. ${near ? `Do you mean ${near}?` : `Fields: ${known.join(', ')}.`}`,
        true,
      )
    })
  if (issue.code === 'invalid_union') return unionErrors(issue, path, source)
  const field = path.findLast((step) => typeof step === 'string')
  const name = field ?? 'The text'
  const example = ownRuleExamples[name]
  const said = valueAt(source, path) === undefined ? 'is missing' : saying(issue, String(name))
  return [at(source, path, `${name} ${said}.${example ? ` Example: ${example}` : ''}`)]
}

/** Of the two shapes of `raised`, the errors of the one that was begun. */
function unionErrors(issue: z.core.$ZodIssueInvalidUnion, path: Path, source: YamlSource): LineError[] {
  const value = valueAt(source, path)
  const begun = typeof value === 'object' && value !== null && 'all' in value ? 1 : 0
  const isBegun = typeof value === 'object' && value !== null && ('any' in value || 'all' in value)
  if (!isBegun)
    return [
      at(
        source,
        path,
        `raised holds a list of conditions under any (one is enough) or all. Example: ${ownRuleExamples.raised}`,
      ),
    ]
  return (issue.errors[begun] ?? []).flatMap((inner) =>
    issueErrors({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue, source),
  )
}

const valueAt = ({ value }: YamlSource, path: Path): unknown =>
  path.reduce<unknown>(
    (inner, step) => (inner as Record<string | number, unknown> | null | undefined)?.[step],
    value,
  )

function saying(issue: z.core.$ZodIssue, name: string): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `must be one of ${issue.values.map((value) => `'${String(value)}'`).join(', ')}`
    case 'too_small':
      return issue.origin === 'array' ? 'needs at least one condition' : 'is too short'
    case 'too_big':
      return issue.origin === 'array' ? `has more than ${issue.maximum} conditions` : 'is too long'
    case 'invalid_format':
      return name === 'key' ? 'must begin with own. and go on with lower case words' : 'cannot be read'
    default:
      return 'cannot be read'
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text; put it into quotes',
  number: 'a number',
  array: 'a list',
  object: 'fields with values',
}

/** Conditions about facts that nobody collects. */
function strangeFacts({ when, raised }: OwnRuleDocument, source: YamlSource): LineError[] {
  const [name, conditions] = 'any' in raised ? (['any', raised.any] as const) : (['all', raised.all] as const)
  const placed = [
    ...when.map(({ fact }, index) => ({ fact, path: ['when', index, 'fact'] })),
    ...conditions.map(({ fact }, index) => ({ fact, path: ['raised', name, index, 'fact'] })),
  ]
  const known = Object.keys(ownFacts)
  return placed.flatMap(({ fact, path }) => {
    if (findOwnFact(fact)) return []
    const near = nearestWord(fact, known)
    return [
      at(
        source,
        path,
        `${fact} is no fact that rules can ask for. ${near ? `Do you mean ${near}?` : 'The list of facts stands beside the form.'}`,
      ),
    ]
  })
}
