import type { ProblemKind } from '@/lib/problem'

/** What a Server Action hands back to its form. */
export interface FormState {
  /** Why nothing was done: the kind of the Problem. */
  kind?: ProblemKind
  /** What went wrong with the form as a whole. */
  message?: string
  /** What was done, when the form stays on the page. */
  notice?: string
  /** What is shown this once and never again, such as a link that lets somebody in. */
  once?: { label: string; text: string }
  /** What would come of what was typed, before it is stored: line by line, with remarks. */
  preview?: { title: string; lines: string[]; notes: string[] }
  /** One sentence per field that needs a look. */
  fields?: Record<string, string>
  /** What was typed, so that nothing is lost; without passwords. */
  values?: Record<string, string>
}
