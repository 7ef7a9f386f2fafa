import type { z } from 'zod'
import { Problem } from '@/lib/problem'

/**
 * Checks what came from outside against a schema. Throws an invalid Problem with one sentence per field
 * (path joined by dots), never the value itself: it may be a secret.
 */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  if (holdsNul(input)) throw new Problem('invalid', 'The text holds a character that cannot be stored (NUL).')
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const fields: Record<string, string> = {}
  for (const issue of parsed.error.issues) {
    const name = issue.path.map(String).join('.')
    fields[name] ??= issue.message
  }
  const { '': general, ...named } = fields
  const count = Object.keys(named).length
  throw new Problem(
    'invalid',
    general ?? (count === 1 ? 'One field needs a look.' : `${count} fields need a look.`),
    named,
  )
}

/** PostgreSQL's text cannot hold NUL, and no keyboard makes one: refused at the door, not by a broken statement. */
function holdsNul(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.includes('\u0000')
  // Nothing that is accepted nests deeper; what does is refused by its schema.
  if (typeof value !== 'object' || value === null || depth > 3) return false
  return Object.values(value).some((inner) => holdsNul(inner, depth + 1))
}
