import type { Json } from '@/lib/json'

/** One value that differs: null where there was none before, or is none any more. */
export interface ChangedPart {
  name: string
  from: string | null
  to: string | null
}

const longest = 200

/** What differs between two values, name by name on the first level; equal parts are left out. */
export function changedParts(before: Json, after: Json): ChangedPart[] {
  const [from, to] = [record(before), record(after)]
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])]
  return names
    .map((name) => ({ name, from: text(from[name]), to: text(to[name]) }))
    .filter((part) => part.from !== part.to)
}

function listed(value: Json): string {
  if (!Array.isArray(value) || value.some((item) => typeof item === 'object')) return JSON.stringify(value)
  return value.length === 0 ? 'none' : value.join(', ')
}

function record(value: Json): Record<string, Json> {
  if (value === null) return {}
  return typeof value === 'object' && !Array.isArray(value) ? value : { '': value }
}

function text(value: Json | undefined): string | null {
  if (value === undefined || value === null) return null
  const whole = typeof value === 'string' ? value : listed(value)
  return whole.length > longest ? `${whole.slice(0, longest)}…` : whole
}
