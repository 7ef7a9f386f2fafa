import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { knownFacts } from '@/lib/assessments/facts/index'
import { exampleChecklist } from './example'
import { fieldExamples, formatParts } from './field-examples'
import { knownSources } from './known-sources'
import { lineErrorText } from './line-error'
import { parseChecklist } from './parse-checklist'
import { appliesWhen, checklistDocument, control, controlChoice, controlThreshold } from './schema'

// The reference, the examples in error messages and the schema know the same fields and the same words.

const page = readFileSync(new URL('../../docs/checklists.md', import.meta.url), 'utf8')

interface Field {
  required: boolean
  /** The words that it may be; empty: anything of its type. */
  words: readonly string[]
}

/** The fields of a part as its schema has them. */
function fieldsOf(schema: z.ZodType): Record<string, Field> {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' })
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => {
      const text = JSON.stringify(property)
      const words = [...text.matchAll(/"enum":(\[[^\]]*\])/g)].flatMap(
        (match) => JSON.parse(match[1] ?? '[]') as string[],
      )
      return [
        name,
        {
          required: required.includes(name),
          words:
            name === 'choices' || name === 'controls' || name === 'threshold' || name === 'appliesWhen'
              ? []
              : words,
        },
      ]
    }),
  )
}

const answeredBy = {
  check: { required: false, words: [] },
  task: { required: false, words: [] },
  fact: { required: false, words: [] },
}
const parts: Record<(typeof formatParts)[number], { heading: string; fields: Record<string, Field> }> = {
  checklist: { heading: 'The checklist', fields: fieldsOf(checklistDocument) },
  control: { heading: 'A control', fields: fieldsOf(control) },
  choice: { heading: 'A choice', fields: fieldsOf(controlChoice) },
  threshold: { heading: 'A threshold', fields: fieldsOf(controlThreshold) },
  appliesWhen: { heading: 'appliesWhen', fields: fieldsOf(appliesWhen) },
  answeredBy: { heading: 'answeredBy', fields: answeredBy },
}

/** Rows of the table under a heading: field, required, words. */
function rowsUnder(heading: string): [string, string, string][] {
  const [, section = ''] = page.split(`### ${heading}\n`)
  return [...(section.split('\n##')[0] ?? '').matchAll(/^\| `(\w+)` \| ([^|]+) \| (.+) \|$/gm)].map((row) => [
    row[1] ?? '',
    (row[2] ?? '').trim(),
    row[3] ?? '',
  ])
}

describe.each(formatParts)('%s', (part) => {
  const { heading, fields } = parts[part]

  it('is documented field by field, in the order of the schema', () => {
    expect(rowsUnder(heading).map(([name]) => name)).toEqual(Object.keys(fields))
  })

  it('has an example of each field for its errors', () => {
    expect(Object.keys(fieldExamples[part])).toEqual(Object.keys(fields))
    for (const [name, example] of Object.entries(fieldExamples[part]))
      expect(example).toMatch(new RegExp(`^${name}: `))
  })

  it('says what is required, and every word that is allowed', () => {
    for (const [name, required, says] of rowsUnder(heading)) {
      expect(required === 'yes', `${name} is required`).toBe(fields[name]?.required)
      for (const word of fields[name]?.words ?? []) expect(says, name).toContain(`\`${word}\``)
    }
  })
})

describe('the example', () => {
  const facts = new Set(knownFacts.map(({ name }) => name))
  const parsed = parseChecklist(exampleChecklist, knownSources(facts))

  it('is what the page shows, and can be taken in as it stands', () => {
    expect(page).toContain(`\`\`\`yaml\n${exampleChecklist}\`\`\``)
    expect(parsed.errors.map(lineErrorText)).toEqual([])
    expect(parsed.document && parsed.notes).toEqual([])
  })

  it('uses every field of the format', () => {
    const text = JSON.stringify(parsed.document)
    for (const part of formatParts) {
      // Of where a control applies, two of the four are enough to see how it is written.
      const fields =
        part === 'appliesWhen' ? ['environment', 'criticality'] : Object.keys(fieldExamples[part])
      for (const field of fields) expect(text, `${part}.${field}`).toContain(`"${field}":`)
    }
  })
})
