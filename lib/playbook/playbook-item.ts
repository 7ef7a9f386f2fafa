/** Pages that cover an idea by themselves, beside what asks, watches, does or flags it. */
export const coverPages = ['incidents'] as const

/** What covers an idea: the kind of thing, and its key there. "control:backup.runs", "check:bk.age", "page:incidents". */
export type CoverKey =
  | `${'control' | 'check' | 'task' | 'flag' | 'core'}:${string}`
  | `page:${(typeof coverPages)[number]}`

/** One idea of how production systems are maintained, and everything here that asks, watches, does or flags it. */
export interface PlaybookItem {
  section: string
  /** In a few words of our own. */
  item: string
  coveredBy: readonly CoverKey[]
}

/** Items of one section as they are written down. */
export type SectionItems = readonly (readonly [item: string, ...coveredBy: [CoverKey, ...CoverKey[]]])[]

/** Sections by their name, in their order. */
export type Sections = Readonly<Record<string, SectionItems>>
