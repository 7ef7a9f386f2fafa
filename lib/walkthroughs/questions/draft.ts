import type { Material } from '../material'
import type { ChapterNumber } from '../schema'

/** A question that could be asked of a system now. */
export interface Draft {
  key: string
  /** What it asks about, where its kind can ask about several things. */
  subject: string | null
  kind: string
  chapter: ChapterNumber
  anchor: string
  text: string
  right: string
  /** What would be right, too: never among the options beside the right one. */
  also: readonly string[]
  options: readonly string[]
}

/** One way to ask: its drafts, and what has to be known for it. */
export interface QuestionKind {
  kind: string
  chapter: ChapterNumber
  anchor: string
  /** Asked only where the others do not suffice: it says little of this one system. */
  isFiller?: boolean
  /** What would make it possible, as something to do. */
  wants: string
  draft: (material: Material, seed: string) => readonly (DraftParts | null)[]
}

/** What one kind writes; the rest follows from the kind. */
export interface DraftParts {
  /** What it is about, where a kind asks of several things. */
  subject?: string
  text: string
  right: string
  also?: readonly string[]
  /** Null: not enough wrong ones that look like the right one. */
  options: readonly string[] | null
}

/** Every question of one kind that can be asked of this system. Pure. */
export function draftsOf(kind: QuestionKind, material: Material, seed: string): Draft[] {
  return kind.draft(material, seed).flatMap((parts) => {
    if (!parts?.options) return []
    const { subject, text, right, also = [], options } = parts
    if (options.length !== 4 || new Set(options.map(plain)).size !== 4 || !options.includes(right)) return []
    const key = subject === undefined ? kind.kind : `${kind.kind}:${subject}`
    const { chapter, anchor } = kind
    const draft: Draft = {
      key,
      subject: subject ?? null,
      kind: kind.kind,
      chapter,
      anchor,
      text,
      right,
      also,
      options,
    }
    return givesAway(draft) ? [] : [draft]
  })
}

/** As two texts are compared: nobody tells them apart by a capital or a space. */
export const plain = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim()

/**
 * Whether the question says its answer: a word of it stands in the right option and in none of the others.
 */
export function givesAway({ text, right, options }: Pick<Draft, 'text' | 'right' | 'options'>): boolean {
  const asked = wordsOf(text)
  const shared = [...wordsOf(right)].filter((word) => asked.has(word))
  const wrong = options.filter((option) => option !== right).map(wordsOf)
  return shared.some((word) => !wrong.some((words) => words.has(word)))
}

/** Words that say something: of two letters are "of" and "is"; a number tells one system from the next. */
const wordsOf = (text: string) =>
  new Set(
    (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length >= 3 || /\d/.test(word)),
  )

/** Whether one question says the answer of another one, or both are about the same thing. */
export function tellsAnother(a: Draft, b: Draft): boolean {
  const says = (one: Draft, other: Draft) =>
    other.right.length >= 4 && plain(one.text).includes(plain(other.right))
  return (a.subject !== null && a.subject === b.subject) || says(a, b) || says(b, a)
}
