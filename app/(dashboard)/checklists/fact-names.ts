import { knownFacts } from '@/lib/assessments/facts/index'

/** The facts that a checklist may name as the source of an answer: checklists come before the room that reads them. */
export const factNames: ReadonlySet<string> = new Set(knownFacts.map(({ name }) => name))
