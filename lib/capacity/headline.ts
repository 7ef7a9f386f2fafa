import { IntlMessageFormat } from 'intl-messageformat'
import { formatNumber } from '@/lib/format/measure'
import { formatDay } from '@/lib/format/moment'

/** What the sentence over the list is made of. */
export interface CapacityHeadlineFacts {
  /** Series with a forecast, or too young for one. */
  all: number
  soon: number
  later: number
  waiting: number
  within30: number
  first: { resource: string; systemName: string; earliest: Date | null; isReached: boolean } | null
  zone: string
  now: Date
}

const words = [
  'No',
  'One',
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
  'Ten',
  'Eleven',
  'Twelve',
]
const opening = (count: number) => words[count] ?? formatNumber(count)

const templates = {
  none: 'Nothing that can run out is watched yet.',
  waiting:
    'Nothing can be said yet: {count, plural, one {the one series with a limit is} other {all {shown} series with a limit are}} too young.',
  reached: '{word} may run out within 30 days; {first} is at its limit.',
  urgent: '{word} may run out within 30 days, {first} first: {day} at the earliest.',
  calm: 'Nothing runs out within 30 days; {first} is next, on {day} at the earliest.',
  clear: 'Nothing runs out within half a year.',
  clearBut:
    'Nothing that is known runs out within half a year; {count, plural, one {one series is} other {{shown} series are}} too young to say.',
} as const

const compiled = new Map<string, IntlMessageFormat>()

function say(template: keyof typeof templates, values: Record<string, string | number> = {}): string {
  let message = compiled.get(template)
  if (!message) {
    message = new IntlMessageFormat(templates[template], 'en')
    compiled.set(template, message)
  }
  return String(message.format(values))
}

/** What runs out first, in one sentence. What is not known never counts as safe. Pure. */
export function capacityHeadline(facts: CapacityHeadlineFacts): string {
  const { all, soon, later, waiting, within30, first, zone, now } = facts
  if (all === 0) return say('none')
  if (soon === 0 && later === 0)
    return waiting === 0 ? say('none') : say('waiting', { count: waiting, shown: formatNumber(waiting) })
  if (soon === 0 || !first) {
    return waiting === 0 ? say('clear') : say('clearBut', { count: waiting, shown: formatNumber(waiting) })
  }
  const named = `${first.resource} of ${first.systemName}`
  if (within30 > 0 && first.isReached) return say('reached', { word: opening(within30), first: named })
  const day = first.earliest ? formatDay(first.earliest, zone, now) : 'soon'
  if (within30 > 0) return say('urgent', { word: opening(within30), first: named, day })
  return say('calm', { first: named, day })
}
