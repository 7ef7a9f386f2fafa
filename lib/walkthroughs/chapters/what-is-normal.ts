import type { CheckFact } from '@/lib/facts/system-facts'
import { formatMeasure } from '@/lib/format/measure'
import { formatDuration } from '@/lib/format/moment'
import type { Material } from '../material'
import { rangeText, shownChecks } from '../shown'
import { counted } from '../words'
import type { ChapterPlan, ChapterRow } from './chapter'

/** Chapter 3: what normal looks like. */
export const whatIsNormal: ChapterPlan = {
  number: 3,
  title: 'What normal looks like',
  know: [
    'The usual range of its main numbers.',
    'From which value on somebody has to act.',
    'How long a fault may go unseen.',
  ],
  noteWanted: null,
  core: ['drifts'],
  steps: [
    {
      key: 'read-chart',
      task: 'Open the chart of one of these checks and read its highest value of the last week.',
      hint: 'Each name leads to its check.',
      without: ({ facts }) =>
        facts.checks.length === 0
          ? 'Nothing looks at it, so “Not found” is the answer, and becomes a finding.'
          : null,
    },
  ],
  parts: (material) => [normal(material)],
}

function normal(material: Material) {
  const { checks, system } = material.facts
  const shown = shownChecks(material)
  return {
    anchor: 'normal',
    title: 'On a normal day',
    lead:
      checks.length === 0
        ? 'No check looks at it, so nobody can say what is normal.'
        : `${counted(checks.length, 'check looks', 'checks look')} at it. Usual is what nine of ten values of the last two weeks were.`,
    rows: shown.map((check) => checkRow(check, material)),
    more:
      checks.length > shown.length
        ? { label: `All ${counted(checks.length, 'check', 'checks')}`, href: `/systems/${system.id}` }
        : null,
  }
}

function checkRow(check: CheckFact, { ranges }: Material): ChapterRow {
  const { id, name, value, unit, warnAt, failAt, intervalSeconds } = check
  const range = ranges.get(id)
  const usual = range && rangeText(range)
  const now = value === null ? 'no number yet' : formatMeasure(value, unit)
  const limits = [
    warnAt === null ? null : `warns at ${formatMeasure(warnAt, unit)}`,
    failAt === null ? null : `fails at ${formatMeasure(failAt, unit)}`,
    `looks every ${formatDuration(intervalSeconds)}`,
  ]
  return {
    what: name,
    said: usual ? `usually ${usual}` : range ? `steady at ${formatMeasure(range.low, range.unit)}` : now,
    detail: limits.filter(Boolean).join(', '),
    href: `/checks/${id}`,
    ...(range && usual ? { trend: { ...range } } : {}),
  }
}
