import type { Grade } from '@/lib/score/schema'

const words: Readonly<Record<Grade, string>> = {
  A: 'A',
  B: 'B',
  C: 'C',
  D: 'D',
  F: 'F',
  '?': 'no grade',
}

/** A grade as a letter; what has none says so in words. */
export function GradeMark({ grade }: { grade: Grade }) {
  return <span className={grade === '?' ? 'muted nowrap' : 'grade'}>{words[grade]}</span>
}
