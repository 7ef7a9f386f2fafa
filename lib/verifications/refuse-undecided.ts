import { Problem } from '@/lib/problem'
import { chosenAreas } from './chosen-areas'
import type { GuidedConfig } from './guided-schema'
import { verificationAreas } from './schema'
import { areaQuestions } from './view'

/**
 * Throws an invalid Problem unless every area is either compared or said not to exist: what nobody looked at must not
 * be signed as verified. Pure.
 */
export function refuseUndecided(config: GuidedConfig): void {
  const decided = new Set([...chosenAreas(config), ...config.without])
  const left = verificationAreas.filter((area) => !decided.has(area))
  if (left.length === 0) return
  const titles = left.map((area) => areaQuestions[area].title.toLowerCase())
  const sentence = `Nothing is said of ${listed(titles)}: give what must be there, or tick “No ${titles[0]}” if this system has none.`
  throw new Problem('invalid', sentence, { without: sentence })
}

const listed = (words: readonly string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(words)
