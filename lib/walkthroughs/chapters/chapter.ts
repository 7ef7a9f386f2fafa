import type { CoreQuestion } from '@/lib/assessments/schema'
import type { Material } from '../material'
import type { ChapterNumber } from '../schema'

/** One line of a part: what it is about, and what the data say. */
export interface ChapterRow {
  what: string
  said: string
  detail: string | null
  href: string | null
  /** A few values of the last two weeks, newest last, with the usual range: drawn beside the line. */
  trend?: {
    points: readonly (readonly [at: number, value: number])[]
    low: number
    high: number
    unit: string | null
  }
}

/** One part of a chapter, drawn from live data. */
export interface ChapterPart {
  anchor: string
  title: string
  /** What stands over the lines, or instead of them. */
  lead: string | null
  rows: readonly ChapterRow[]
  /** Where the rest is. */
  more: { label: string; href: string } | null
}

/** Something that a newcomer goes and finds. */
export interface ChapterStep {
  key: string
  /** "Find out who notices first when it is away." */
  task: string
  /** Where it should be. */
  hint: string
  /** What stands there instead where this system has nothing to look into; null: it has. */
  without?: (material: Material) => string | null
}

/** A chapter before it is filled with the data of a system. */
export interface ChapterPlan {
  number: ChapterNumber
  title: string
  /** Know before moving on. */
  know: readonly [string, string, string]
  /** What only the owner can tell; null where data tell it all. */
  noteWanted: string | null
  core: readonly CoreQuestion[]
  steps: readonly ChapterStep[]
  parts: (material: Material) => ChapterPart[]
}

/** Where a step leads on this system. Pure. */
export const hintOf = ({ hint, without }: ChapterStep, material: Material): string =>
  without?.(material) ?? hint

/** A line without more to say. */
export const row = (
  what: string,
  said: string,
  more: { detail?: string | null; href?: string | null } = {},
): ChapterRow => ({ what, said, detail: more.detail ?? null, href: more.href ?? null })
