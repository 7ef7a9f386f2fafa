import { parseJsonPath, valueAt } from './json-path'
import { matchPattern } from './match-pattern'

export type BodyRule = { how: 'text' | 'pattern' | 'json'; expected: string; path: string }

/** Whether a body is as expected, and half a sentence about what was found. */
export type BodyMatch =
  | { matched: boolean; found: string }
  /** The rule itself cannot be applied: the check's fault, not the page's. */
  | { matched: null; fault: string }

const shown = 200

/** Applies a rule to the text of a body. Ends within a second whatever pattern and text are. */
export async function matchBody(text: string, rule: BodyRule): Promise<BodyMatch> {
  switch (rule.how) {
    case 'text':
      return text.includes(rule.expected)
        ? { matched: true, found: `contains "${rule.expected.slice(0, shown)}"` }
        : { matched: false, found: `does not contain "${rule.expected.slice(0, shown)}"` }
    case 'pattern':
      return byPattern(text, rule.expected)
    case 'json':
      return byJson(text, rule)
  }
}

async function byPattern(text: string, pattern: string): Promise<BodyMatch> {
  const result = await matchPattern(pattern, text)
  switch (result.outcome) {
    case 'matched':
      return { matched: true, found: `matches the pattern with "${result.found}"` }
    case 'no-match':
      return { matched: false, found: 'does not match the pattern' }
    case 'invalid':
      return {
        matched: null,
        fault: `The pattern of this check is not valid: ${result.fault}. Look-around and back-references are not available.`,
      }
    case 'too-slow':
      return {
        matched: null,
        fault:
          'The pattern of this check took longer than a second on this body. Make it simpler, or use plain text.',
      }
  }
}

function byJson(text: string, { path, expected }: BodyRule): BodyMatch {
  const steps = parseJsonPath(path)
  if (!steps) {
    return {
      matched: null,
      fault: `"${path.slice(0, shown)}" is not a path. Write it like $.status or $.services[0].healthy.`,
    }
  }
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    return { matched: false, found: 'is not JSON' }
  }
  const value = valueAt(document, steps)
  if (value === undefined) return { matched: false, found: `has nothing at ${path}` }
  const found = typeof value === 'string' ? value : JSON.stringify(value)
  return { matched: found === expected, found: `has ${found.slice(0, shown)} at ${path}` }
}
