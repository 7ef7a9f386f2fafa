import type { DependencyFact } from '@/lib/facts/system-facts'
import { shownNeededBy, shownNeeds } from '../shown'
import { counted } from '../words'
import { type ChapterPart, type ChapterPlan, row } from './chapter'

/** Chapter 2: what it needs and who needs it. */
export const whatItNeeds: ChapterPlan = {
  number: 2,
  title: 'What it needs and who needs it',
  know: [
    'What stops it when it is away.',
    'Whom it takes along when it stops.',
    'Whether anybody would see either of them fail.',
  ],
  noteWanted: 'What does it need that is no system here: a supplier, a network, a person?',
  core: [],
  steps: [
    {
      key: 'without',
      task: 'Find out what it does while something that it needs is away: waits, fails, or loses data.',
      hint: 'The runbook; else its owner.',
    },
  ],
  parts: (material) => {
    const { system, dependencies, dependents } = material.facts
    return [
      part(
        'needs',
        'It needs',
        shownNeeds(material),
        dependencies.length,
        system.id,
        'Nothing is written down that it needs. Few systems need nothing: ask.',
      ),
      part(
        'needed-by',
        'It is needed by',
        shownNeededBy(material),
        dependents.length,
        system.id,
        'No system says that it needs this one.',
      ),
    ]
  },
}

function part(
  anchor: string,
  title: string,
  shown: readonly DependencyFact[],
  all: number,
  systemId: string,
  none: string,
): ChapterPart {
  return {
    anchor,
    title,
    lead: all === 0 ? none : null,
    rows: shown.map(({ id, name, purpose, currentChecks }) =>
      row(name, purpose || 'Nobody has said what for', {
        detail:
          currentChecks === 0
            ? 'nobody watches it'
            : `${counted(currentChecks, 'check looks', 'checks look')} at it`,
        href: `/systems/${id}`,
      }),
    ),
    more: all > shown.length ? { label: `All ${all}`, href: `/systems/${systemId}` } : null,
  }
}
