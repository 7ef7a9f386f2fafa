import { z } from 'zod'
import { coreQuestions } from '@/lib/assessments/schema'
import { orCleared, pageNumber, text } from '@/lib/format/form-fields'
import { stepOutcomes } from './outcomes'

/** Where a walkthrough stands. Stored as text; the order is that of a life. */
export const walkthroughStates = [
  'assigned',
  'in-progress',
  'waiting-for-mentor',
  'completed',
  'abandoned',
] as const
export type WalkthroughState = (typeof walkthroughStates)[number]

/** One of these at a time for a person and a system. */
export const openStates = ['assigned', 'in-progress', 'waiting-for-mentor'] as const

export const chapterNumbers = [1, 2, 3, 4, 5, 6, 7] as const
export type ChapterNumber = (typeof chapterNumbers)[number]

/** Questions of one walkthrough. */
export const questionCount = 8
/** Days after which what an owner wrote has to be looked at again. */
export const staleAfterDays = 90
/** A note is read within a minute: the seven chapters together stay below 1,800 words. */
export const longestNote = 400
/** How many walkthroughs the list shows at once. */
export const walkthroughsPerPage = 50

/** One question as it was asked, and what was right then. */
export const askedQuestion = z.strictObject({
  /** Stable within the walkthrough: "owner", "interval:<check>". */
  key: z.string(),
  kind: z.string(),
  chapter: z.number().int().min(1).max(7),
  /** Where on the page of the chapter the answer stands. */
  anchor: z.string(),
  text: z.string(),
  options: z.array(z.string()).length(4),
  right: z.string(),
  /** What it asked for is gone from the data: nobody can answer it any more, and nobody has to. */
  withdrawn: z.boolean().default(false),
})
export type AskedQuestion = z.infer<typeof askedQuestion>
export const askedQuestions = z.array(askedQuestion)

/** Own answers to the core questions, by question. */
export const ownCoreAnswers = z.partialRecord(
  z.enum(coreQuestions),
  z.strictObject({ text: z.string(), at: z.string() }),
)
export type OwnCoreAnswers = z.infer<typeof ownCoreAnswers>

const chapter = z.coerce
  .number()
  .int()
  .min(1)
  .max(7)
  .transform((value) => value as ChapterNumber)
const nobody = orCleared(z.uuid('Choose a person'))

/** Somebody is asked to walk through a system. */
export const assignment = z.strictObject({
  systemId: z.uuid('Choose the system'),
  userId: z.uuid('Choose who walks through'),
  mentorId: nobody.default(null),
})
export type Assignment = z.infer<typeof assignment>

/** What came of one step. */
export const stepResult = z.strictObject({
  walkthroughId: z.string(),
  chapter,
  step: z.string().min(1).max(60),
  outcome: z.enum(stepOutcomes, { error: 'Choose what came of it' }),
  comment: text(1_000).default(''),
})
export type StepResult = z.infer<typeof stepResult>

/** One try at a question. */
export const questionTry = z.strictObject({
  walkthroughId: z.string(),
  chapter,
  question: z.string().min(1).max(200),
  answer: z.string({ error: 'Choose one of the four' }).min(1, 'Choose one of the four').max(400),
})
export type QuestionTry = z.infer<typeof questionTry>

/** An own answer to a core question. */
export const coreReply = z.strictObject({
  walkthroughId: z.string(),
  chapter,
  question: z.enum(coreQuestions),
  text: text(1_000).min(3, 'Write what comes to your mind, e.g. "uploads that nobody deletes"'),
})
export type CoreReply = z.infer<typeof coreReply>

/** The end of the path: what confused, and off to the mentor. */
export const handIn = z.strictObject({ walkthroughId: z.string(), confusion: text(2_000).default('') })
export type HandIn = z.infer<typeof handIn>

/** What the mentor says of it. */
export const mentorVerdict = z.strictObject({
  walkthroughId: z.string(),
  verdict: z.enum(['sign', 'return']),
  note: text(1_000).default(''),
})
export type MentorVerdict = z.infer<typeof mentorVerdict>

/** What an owner wants newcomers to know. Nothing: the note is taken away. */
export const chapterNote = z.strictObject({
  systemId: z.string(),
  chapter,
  text: text(longestNote).default(''),
  revision: z.coerce.number().int().min(0),
})
export type ChapterNote = z.infer<typeof chapterNote>

/** What the address of the list says. Unknown values fall back, they never fail. */
export const walkthroughsQuery = z.object({
  view: z.enum(['running', 'completed', 'systems']).catch('running'),
  page: pageNumber,
})
export type WalkthroughsQuery = z.infer<typeof walkthroughsQuery>
