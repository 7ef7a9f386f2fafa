import { formatDay } from '@/lib/format/moment'
import type { WalkthroughState } from './schema'

export const stateNames: Readonly<Record<WalkthroughState, string>> = {
  assigned: 'Not begun',
  'in-progress': 'Under way',
  'waiting-for-mentor': 'Waits for the mentor',
  completed: 'Completed',
  abandoned: 'Given up',
}

export const criticalityNames = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low' } as const
export const tierNames = {
  daily: 'Daily',
  weekly: 'Weekly',
  monthly: 'Monthly',
  quarterly: 'Quarterly',
} as const

export const systemKindNames: Readonly<Record<string, string>> = {
  database: 'a database',
  'web-service': 'a web service',
  host: 'a host',
  backup: 'a backup',
  pipeline: 'a pipeline',
  other: 'a system',
}

/** "14 Jan 2027": always with its year, so that dates compared with each other look alike. */
export function dateWithYear(at: Date, zone: string): string {
  return formatDay(at, zone, new Date(0)).replace(/^\p{L}+ /u, '')
}

/** "5 checks", "1 check". */
export const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** The first sentence of a text, shortened at a word where it is long. */
export function firstSentence(text: string, longest = 140): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  const sentence = /^.*?[.!?](?=\s|$)/.exec(flat)?.[0] ?? flat
  if (sentence.length <= longest) return sentence
  const cut = sentence.slice(0, longest)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longest - 20))} …`
}
