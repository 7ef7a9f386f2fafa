import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Problem } from '@/lib/problem'
import { configFields, parseConfigForm } from './config-fields'

const schema = z
  .strictObject({
    warnPercent: z.number().min(0).max(100).default(80).describe('Warn from this fill level'),
    failPercent: z.number().min(0).max(100).default(90),
    ignore: z.array(z.string()).default([]),
    statuses: z.array(z.number().int()).default([200, 204]),
    contains: z.string().nullable().default(null),
    strict: z.boolean().default(true),
    mode: z.enum(['fast', 'deep']).default('fast'),
  })
  .refine(({ warnPercent, failPercent }) => warnPercent <= failPercent, {
    path: ['warnPercent'],
    message: 'Warn must come before fail',
  })

describe('the form of a schema', () => {
  it('has a field per setting, with the current value and the standard', () => {
    const fields = configFields(schema, { warnPercent: 70, ignore: ['/boot', '/snap'] })
    expect(fields.map(({ name, input, value, standard }) => [name, input, value, standard])).toEqual([
      ['warnPercent', 'number', '70', '80'],
      ['failPercent', 'number', '90', '90'],
      ['ignore', 'lines', '/boot\n/snap', ''],
      ['statuses', 'lines', '200\n204', '200\n204'],
      ['contains', 'text', '', ''],
      ['strict', 'checkbox', 'true', 'true'],
      ['mode', 'select', 'fast', 'fast'],
    ])
    expect(fields[0]).toMatchObject({ label: 'Warn from this fill level', min: 0, max: 100 })
    expect(fields[1]?.label).toBe('Fail percent')
    expect(fields[6]?.choices).toEqual(['fast', 'deep'])
  })

  it('survives settings that are no object', () => {
    expect(configFields(schema, null)).toHaveLength(7)
  })
})

describe('what was typed', () => {
  it('becomes settings; what is empty takes the standard, an unticked box is false', () => {
    expect(
      parseConfigForm(schema, {
        warnPercent: '75',
        failPercent: '',
        ignore: ' /boot \n\n/snap',
        statuses: '200, 301',
        contains: '',
        mode: 'deep',
      }),
    ).toEqual({
      warnPercent: 75,
      failPercent: 90,
      ignore: ['/boot', '/snap'],
      statuses: [200, 301],
      contains: null,
      strict: false,
      mode: 'deep',
    })
  })

  it.each([
    ['not a number', { warnPercent: 'many' }, 'config.warnPercent'],
    ['out of range', { failPercent: '101' }, 'config.failPercent'],
    ['against each other', { warnPercent: '95', failPercent: '90' }, 'config.warnPercent'],
    ['no such choice', { mode: 'slow' }, 'config.mode'],
    ['a list with a word', { statuses: '200 x' }, 'config.statuses'],
  ])('%s is refused with its field', (_name, typed, field) => {
    expect(() => parseConfigForm(schema, typed)).toThrow(Problem)
    try {
      parseConfigForm(schema, typed)
    } catch (error) {
      expect(Object.keys((error as Problem).fields)).toContain(field)
    }
  })
})
