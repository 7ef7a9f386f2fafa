import type { ContentField } from './merge-answers'

/** What became of an answer that was sent. */
export type SaveResult =
  | { saved: true; revision: number; savedAt: string; merged: boolean }
  | { saved: false; revision: number; conflict: AnswerConflict }

/** Two people said different things to the same question. */
export interface AnswerConflict {
  fields: ContentField[]
  theirs: { label: string; note: string }
  theirsBy: string
  theirsAt: string
  mine: { label: string; note: string }
}
