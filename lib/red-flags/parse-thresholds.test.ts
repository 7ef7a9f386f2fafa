import { describe, expect, it } from 'vitest'
import { Problem } from '@/lib/problem'
import { numbersOf } from './define-rule'
import { parseThresholds } from './parse-thresholds'
import { ignoredAlerts } from './rules/ignored-alerts'

const now = numbersOf(ignoredAlerts, { share: 40 })
const parse = (typed: Record<string, unknown>) => parseThresholds(ignoredAlerts, typed, now)
const faultOf = (typed: Record<string, unknown>) => {
  try {
    parse(typed)
  } catch (error) {
    if (error instanceof Problem) return { message: error.message, fields: Object.keys(error.fields) }
    throw error
  }
  return null
}

describe('numbers of a rule as they are typed', () => {
  it('keep what is not named', () => {
    expect(parse({ snoozes: '3', ackHours: '0,5' })).toEqual({ ...now, snoozes: 3, ackHours: 0.5 })
  })

  it.each(['', ' ', 'many', '0', '101', 'NaN', 'Infinity', null])('%j is no share', (share) => {
    expect(faultOf({ share })).toEqual({
      message: 'Share of alerts that needed nothing: write a number from 1 to 100 (%), e.g. 50.',
      fields: ['share'],
    })
  })

  it('names each field that needs a look, and refuses strange ones', () => {
    expect(faultOf({ share: 'x', snoozes: '0' })?.fields).toEqual(['share', 'snoozes'])
    expect(faultOf({ colour: '1' })?.message).toContain('colour')
  })
})
