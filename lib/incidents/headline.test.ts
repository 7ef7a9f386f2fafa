import { describe, expect, it } from 'vitest'
import {
  type IncidentCounts,
  incidentLead,
  incidentsHeadline,
  incidentsLead,
  preventionSentence,
} from './headline'

const none: IncidentCounts = {
  all: 0,
  open: 0,
  withoutPrevention: 0,
  unproven: 0,
  waived: 0,
  year: 0,
  yearByUsers: 0,
}
const some = (over: Partial<IncidentCounts>) => ({ ...none, all: 9, ...over })

describe('the list of incidents', () => {
  it.each<[IncidentCounts, string]>([
    [none, 'No incident is on record yet'],
    [some({ open: 3, withoutPrevention: 1, unproven: 2 }), 'One incident has no prevention yet'],
    [some({ open: 3, withoutPrevention: 2 }), '2 incidents have no prevention yet'],
    [some({ open: 3, unproven: 1 }), 'The prevention of one incident is not proven yet'],
    [some({ unproven: 4 }), 'Preventions of 4 incidents are not proven yet'],
    [some({ open: 1 }), 'One incident is open, with everything proven that was promised'],
    [some({}), 'Every prevention of all 9 incidents has proven itself'],
    [some({ all: 1 }), 'Every prevention of the one incident has proven itself'],
    [some({ waived: 9 }), 'Nothing could have prevented any of the 9 incidents; all are closed'],
    [some({ all: 1, waived: 1 }), 'Nothing could have prevented the one incident, which is closed'],
    [
      some({ waived: 2 }),
      'Every prevention has proven itself; nothing could have prevented 2 of 9 incidents',
    ],
  ])('%#', (counts, sentence) => {
    expect(incidentsHeadline(counts)).toBe(sentence)
  })

  it('never takes silence for peace, and says who noticed', () => {
    expect(incidentsLead(none)).toMatch(/does not say that nothing happened/)
    expect(incidentsHeadline(none, true)).toBe('No incident of this system is on record')
    expect(incidentsLead(some({ year: 8, yearByUsers: 2, withoutPrevention: 1, unproven: 3 }))).toBe(
      '8 began in the last 12 months; users noticed 2 of them (25 %) first. Of 3 the prevention is not proven yet.',
    )
    expect(incidentsLead(some({ year: 8 }))).toBe(
      '8 began in the last 12 months; users noticed none of them first.',
    )
    expect(incidentsLead(some({}))).toBe('None began in the last 12 months.')
  })
})

describe('one incident', () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 10, 14, 2, 10 + minutes))
  it('says how long it lasted, and who noticed it when', () => {
    const told = { startedAt: at(0), detectedAt: at(21), endedAt: at(40), detectedBy: 'users' } as const
    expect(incidentLead(told, at(600))).toBe('Lasted 40 min; noticed after 21 min by users.')
    expect(incidentLead({ ...told, detectedAt: at(0), endedAt: null, detectedBy: 'us' }, at(600))).toBe(
      'Going on for 10 h; noticed at once by our own checks or people.',
    )
  })

  it('says how its prevention stands', () => {
    expect(preventionSentence({ state: 'open', proven: 0, total: 0 })).toMatch(/Nothing is linked/)
    expect(preventionSentence({ state: 'closed', proven: 0, total: 0 })).toMatch(/nothing could have/)
    expect(preventionSentence({ state: 'open', proven: 1, total: 2 })).toBe(
      'One of 2 preventions has proven itself',
    )
    expect(preventionSentence({ state: 'open', proven: 2, total: 2 })).toBe(
      '2 of 2 preventions have proven themselves',
    )
    expect(preventionSentence({ state: 'open', proven: 1, total: 1 })).toBe(
      'The one prevention has proven itself',
    )
  })
})
