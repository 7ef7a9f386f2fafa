import { z } from 'zod'
import { capital } from '@/lib/format/sentences'
import type { Json } from '@/lib/json'
import { Problem } from '@/lib/problem'

/** One setting of a kind of check, as a form shows it. */
export interface ConfigField {
  name: string
  label: string
  input: 'number' | 'text' | 'checkbox' | 'select' | 'lines'
  /** What is typed for the current value. */
  value: string
  /** What is typed for the value of the definition; empty where it has none. */
  standard: string
  min: number | null
  max: number | null
  choices: string[]
}

interface Property {
  type?: string | string[]
  default?: Json
  description?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  enum?: Json[]
  items?: Property
  anyOf?: Property[]
}

/** The form of a kind's settings, generated from its schema and filled with a check's own. Pure. */
export function configFields(schema: z.ZodType, current: unknown): ConfigField[] {
  const values = isRecord(current) ? current : {}
  return Object.entries(propertiesOf(schema)).map(([name, property]) => ({
    name,
    label: property.description ?? words(name),
    input: inputOf(property),
    value: asText(values[name] ?? property.default),
    standard: asText(property.default),
    min: property.minimum ?? null,
    max: property.maximum ?? null,
    choices: (property.enum ?? []).map(String),
  }))
}

/**
 * What was typed into that form as settings that the kind accepts. Fields left empty take the standard.
 * Throws Problem 'invalid' with a sentence per field, named `config.<name>`.
 */
export function parseConfigForm(schema: z.ZodType, typed: Readonly<Record<string, string>>): Json {
  const input = Object.fromEntries(
    Object.entries(propertiesOf(schema)).flatMap(([name, property]) => {
      const value = fromText(property, typed[name])
      return value === undefined ? [] : [[name, value]]
    }),
  )
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data as Json
  const fields: Record<string, string> = {}
  for (const issue of parsed.error.issues) fields[`config.${String(issue.path[0] ?? '')}`] ??= issue.message
  throw new Problem('invalid', 'A setting needs a look.', fields)
}

function propertiesOf(schema: z.ZodType): Record<string, Property> {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return (json.properties ?? {}) as Record<string, Property>
}

function typesOf(property: Property): string[] {
  const own = property.type === undefined ? [] : [property.type].flat()
  return [...own, ...(property.anyOf ?? []).flatMap(typesOf)]
}

function inputOf(property: Property): ConfigField['input'] {
  const types = typesOf(property)
  if (property.enum) return 'select'
  if (types.includes('array')) return 'lines'
  if (types.includes('boolean')) return 'checkbox'
  return types.includes('number') || types.includes('integer') ? 'number' : 'text'
}

function fromText(property: Property, text: string | undefined): unknown {
  const input = inputOf(property)
  if (input === 'checkbox') return text === 'on' || text === 'true'
  const trimmed = text?.trim() ?? ''
  if (input === 'lines') {
    const numeric =
      property.items !== undefined &&
      typesOf(property.items).some((type) => type === 'number' || type === 'integer')
    const lines = trimmed
      .split(/[\n,]/)
      .map((line) => line.trim())
      .filter(Boolean)
    return numeric ? lines.map(Number) : lines
  }
  if (trimmed === '') return typesOf(property).includes('null') ? null : undefined
  return input === 'number' ? Number(trimmed) : trimmed
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return ''
  return Array.isArray(value) ? value.join('\n') : String(value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** "warnPercent" → "Warn percent". */
function words(name: string): string {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  return capital(spaced)
}
