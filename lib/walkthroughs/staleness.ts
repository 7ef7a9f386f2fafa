import { chapterPlans } from './chapters/chapters'
import type { NoteMaterial } from './material'
import { type ChapterNumber, staleAfterDays } from './schema'

export type NoteStanding = 'fresh' | 'stale' | 'missing' | 'not-wanted'

/** How the note of a chapter stands: looked at within 90 days, longer ago, missing where only the owner can tell. Pure. */
export function noteStanding(
  chapter: ChapterNumber,
  note: Pick<NoteMaterial, 'text' | 'updatedAt'> | undefined,
  now: Date,
): NoteStanding {
  const isWanted = chapterPlans.some(({ number, noteWanted }) => number === chapter && noteWanted !== null)
  if (!note || note.text === '') return isWanted ? 'missing' : 'not-wanted'
  const days = (now.getTime() - note.updatedAt.getTime()) / 86_400_000
  return days > staleAfterDays ? 'stale' : 'fresh'
}

/** Chapters that only their owner can complete. */
export const wantedNotes: readonly ChapterNumber[] = chapterPlans
  .filter(({ noteWanted }) => noteWanted !== null)
  .map(({ number }) => number)
