import type { DatabaseSnapshot, SequenceState } from './database-snapshot'
import type { Difference } from './difference'

/** Where a sequence stands. */
export type Position = Pick<SequenceState, 'last' | 'increment' | 'column' | 'used' | 'isBehind' | 'unread'>

/** Positions by the name of the sequence. */
export function positionsOf(snapshot: DatabaseSnapshot): Map<string, Position> {
  return new Map(snapshot.sequences.map((sequence) => [sequence.name, sequence]))
}

/**
 * A sequence may stand further than before, because what it numbers goes on. It may not stand before where it was, nor
 * before a number that its column holds already: the next insert would fail.
 */
export function sequenceVerdict(
  before: Position | null,
  after: Position,
): Pick<Difference, 'kind' | 'before' | 'after'> | 'equal' {
  const was = before ? told(before) : null
  if (after.unread || before?.unread) return { kind: 'unknown', before: was, after: told(after) }
  if (after.isBehind) return { kind: 'differs', before: was, after: told(after) }
  if (!before || before.last === after.last) return 'equal'
  const isBack = after.last === null || (before.last !== null && goesBack(before.last, after))
  return isBack ? { kind: 'differs', before: was, after: told(after) } : 'equal'
}

function goesBack(from: string, { last, increment }: Position): boolean {
  const step = BigInt(last ?? '0') - BigInt(from)
  return increment.startsWith('-') ? step > 0n : step < 0n
}

function told({ last, column, used, isBehind, unread }: Position): string {
  if (unread) return unread
  const at = last === null ? 'not used yet' : `at ${last}`
  return isBehind && column ? `${at}, but ${column} holds ${used} already` : at
}
