import { wholeSubject } from '@/lib/checks/bound-observations'
import { type Observations, type ObservedKeys, observationSubjects } from '@/lib/checks/observation'
import type { ChangeOf } from './words'

/** What is known of a target: what was seen last, and since when a subject has not been readable. */
export interface Known {
  facts: Observations
  /** By subject: when it was last read, if not at the last look. */
  unseen: Readonly<Record<string, string>>
  /** The last look that saw anything. */
  observedAt: Date
}

export interface ObservedChange extends ChangeOf {
  lastSeenBefore: Date
}

export interface Difference {
  changes: ObservedChange[]
  /** What to keep: what was seen now, and of what could not be read now what was seen last. */
  facts: Observations
  unseen: Record<string, string>
}

/**
 * What differs between the last look and this one. What is seen for the first time is no change, and what could not be
 * read is not gone.
 */
export function diffObservations(before: Known | null, now: Observations): Difference {
  const changes: ObservedChange[] = []
  const facts: Record<string, ObservedKeys> = {}
  const unseen: Record<string, string> = {}
  for (const subject of observationSubjects) {
    const [old, seen] = [before?.facts[subject], now[subject]]
    const lastSeen = before ? (before.unseen[subject] ?? before.observedAt.toISOString()) : null
    if (!seen) {
      if (old) facts[subject] = old
      if (old && lastSeen) unseen[subject] = lastSeen
      continue
    }
    if (!old || lastSeen === null) {
      facts[subject] = seen
      continue
    }
    const different = diffKeys(old, seen)
    facts[subject] = different.keep
    changes.push(
      ...different.changes.map((change) => ({ ...change, subject, lastSeenBefore: new Date(lastSeen) })),
    )
  }
  return { changes, facts, unseen }
}

type KeyChange = Omit<ChangeOf, 'subject'>

function diffKeys(old: ObservedKeys, seen: ObservedKeys): { changes: KeyChange[]; keep: ObservedKeys } {
  if (wholeSubject in old || wholeSubject in seen) return { changes: diffWhole(old, seen), keep: seen }
  const changes: KeyChange[] = []
  const keep = new Map<string, string | null>()
  const hiddenNow = hiddenIn(seen)
  const hiddenBefore = neverSeenIn(old)
  for (const [key, after] of Object.entries(seen)) {
    const before = own(old, key)
    keep.set(key, after ?? before ?? null)
    if (after === null || before === after) continue
    if (typeof before === 'string') changes.push({ key, kind: 'changed', before, after })
    else if (!hiddenBefore(key)) changes.push({ key, kind: 'added', before: null, after })
  }
  for (const [key, before] of Object.entries(old)) {
    if (Object.hasOwn(seen, key) || before === null) continue
    if (hiddenNow(key)) keep.set(key, before)
    else changes.push({ key, kind: 'removed', before, after: null })
  }
  return { changes, keep: Object.fromEntries(keep) }
}

/** Too many entries to compare one by one, then or now: they are compared as a whole. */
function diffWhole(old: ObservedKeys, seen: ObservedKeys): KeyChange[] {
  const [before, after] = [own(old, wholeSubject), own(seen, wholeSubject)]
  if (before === after) return []
  const described = (keys: ObservedKeys, whole: string | null | undefined) =>
    whole ?? `${Object.keys(keys).length} entries`
  return [
    {
      key: wholeSubject,
      kind: 'changed',
      before: described(old, before),
      after: described(seen, after),
    },
  ]
}

/** Whether a key was one of those that could not be read: named itself, or by a beginning. */
function hiddenIn(keys: ObservedKeys): (key: string) => boolean {
  const hidden = Object.keys(keys).filter((key) => keys[key] === null)
  const beginnings = hidden.filter((key) => key.endsWith('*')).map((key) => key.slice(0, -1))
  const exact = new Set(hidden)
  return (key) => exact.has(key) || beginnings.some((beginning) => key.startsWith(beginning))
}

/** The same for what was kept: a beginning under which something is remembered was read once, so that more of it is new. */
function neverSeenIn(keys: ObservedKeys): (key: string) => boolean {
  const remembered = Object.keys(keys).filter((key) => keys[key] !== null)
  const isKnown = (beginning: string) => remembered.some((key) => key.startsWith(beginning))
  return hiddenIn(
    Object.fromEntries(
      Object.entries(keys).filter(([key]) => !(key.endsWith('*') && isKnown(key.slice(0, -1)))),
    ),
  )
}

function own(keys: ObservedKeys, key: string): string | null | undefined {
  return Object.hasOwn(keys, key) ? keys[key] : undefined
}
