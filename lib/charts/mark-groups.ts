import type { MarkKind, TrendMark } from './trend-spec'

/** Where the text of an upright goes so that it stays inside. */
export type Anchor = 'start' | 'middle' | 'end'

export interface MarkGroup {
  across: number
  /** "3", or "3–7" where several lie too close to tell apart. */
  label: string
  kind: MarkKind | 'several'
  anchor: Anchor
}

/** On which side of its upright a label stands, so that it stays in the picture. */
export const anchorOf = (across: number): Anchor =>
  across < 0.04 ? 'start' : across > 0.96 ? 'end' : 'middle'

/** Numbered from 1 in the order of time, as the list beside the picture is; crowds are one upright. Pure. */
export function markGroups(
  marks: readonly TrendMark[],
  across: (at: number) => number,
  crowd: number,
): MarkGroup[] {
  const groups: { across: number; first: number; last: number; kind: MarkGroup['kind'] }[] = []
  marks.forEach(({ at, kind = 'change' }, index) => {
    const place = across(at)
    const open = groups.at(-1)
    if (open && place - open.across < crowd) {
      open.last = index + 1
      if (open.kind !== kind) open.kind = 'several'
    } else groups.push({ across: place, first: index + 1, last: index + 1, kind })
  })
  return groups.map(({ across: place, first, last, kind }) => ({
    across: place,
    label: first === last ? `${first}` : `${first}–${last}`,
    kind,
    anchor: anchorOf(place),
  }))
}

/** Outlines of the kinds, around the middle of a square of 8 pixels. */
const shapes: Readonly<Record<MarkGroup['kind'], string>> = {
  change: 'M-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z',
  restart: 'M0 -3.5L3.5 3H-3.5z',
  deploy: 'M0 -4L4 0L0 4L-4 0z',
  incident: 'M-3 -3L3 3M3 -3L-3 3',
  checklist: 'M-3 -3H3V3H-3z',
  task: 'M-3.5 0L-1 2.5L3.5 -3',
  several: 'M-3.5 -2.5H3.5M-3.5 0H3.5M-3.5 2.5H3.5',
}

/** Drawn as a line, not filled. */
const strokes: readonly MarkGroup['kind'][] = ['incident', 'task', 'several']

/** How the mark of a kind is drawn: its outline, and whether it is filled. */
export const markShape = (kind: MarkGroup['kind']) => ({
  path: shapes[kind],
  isStroke: strokes.includes(kind),
})

/** What a shape means, in words. */
export const markWords: Readonly<Record<MarkKind, string>> = {
  change: 'Change',
  restart: 'Restart',
  deploy: 'Deploy',
  incident: 'Incident',
  checklist: 'Checklist',
  task: 'Maintenance',
}
