import type { BadgeState } from '@/components/checks/verdict-badge'
import type { ChangeGroup } from '@/lib/changes/view'
import { changeTitle, subjectWords } from '@/lib/changes/words'

/** Shape and word of what is known of a change. */
export function standing({ expectation, acknowledged }: ChangeGroup): { verdict: BadgeState; word: string } {
  if (expectation === 'announced') return { verdict: 'ok', word: 'Announced' }
  if (expectation === 'maintenance-window') return { verdict: 'ok', word: 'In the window' }
  return acknowledged ? { verdict: 'accepted', word: 'Explained' } : { verdict: 'warn', word: 'Unexpected' }
}

/** "3 settings changed", "listening port tcp 0.0.0.0:4444 added". */
export function groupTitle({ subject, count, items }: ChangeGroup): string {
  const [first] = items
  if (count === 1 && first && subject === 'restart') return changeTitle({ subject, ...first })
  if (count === 1 && first) return `${subjectWords[subject].one} ${first.key} ${first.kind}`
  const kinds = new Set(items.map(({ kind }) => kind))
  const [only] = [...kinds]
  return `${count} ${subjectWords[subject].many} ${kinds.size === 1 && only ? only : 'changed'}`
}

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
