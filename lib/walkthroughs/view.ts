import type { CoreQuestion } from '@/lib/assessments/schema'
import type { ChapterPart, ChapterStep } from './chapters/chapter'
import type { StepOutcome } from './outcomes'
import type { Progress } from './progress'
import type { ChapterNumber, WalkthroughState } from './schema'
import type { NoteStanding } from './staleness'

// JSON-safe shapes for screens. Instants are ISO 8601.

export interface Named {
  id: string
  name: string
}

/** The viewer's own walkthrough, as a chapter needs it. */
export interface OwnWalkthrough {
  id: string
  state: WalkthroughState
  /** Steps, questions and own answers can be given. */
  isOpen: boolean
  progress: Progress
  minutesLeft: number
}

export interface NoteView {
  text: string
  updatedAt: string | null
  updatedBy: string | null
  revision: number
  standing: NoteStanding
}

export interface StepView extends Omit<ChapterStep, 'without'> {
  outcome: StepOutcome | null
  comment: string
  findingNumber: number | null
}

export interface CoreView {
  question: CoreQuestion
  /** What the viewer wrote; null: nothing yet. */
  own: string | null
  /** What is written down about the system; null: not shown before the own answer. */
  recorded: string[] | null
}

export interface QuestionView {
  key: string
  text: string
  options: string[]
  /** What was tried so far, oldest first. */
  tries: string[]
  isRight: boolean
  /** Nobody has to answer it any more: what it asked for is gone. */
  isWithdrawn: boolean
  anchor: string
  /** Title of the part where the answer stands. */
  place: string
}

export interface ChapterView {
  number: ChapterNumber
  title: string
  know: readonly string[]
  parts: readonly ChapterPart[]
  noteWanted: string | null
  note: NoteView
  steps: StepView[]
  core: CoreView[]
  questions: QuestionView[]
}

/** One chapter as a page of its own. */
export interface ChapterPage {
  system: Named
  timeZone: string
  chapter: ChapterView
  own: OwnWalkthrough | null
  /** Progress within this chapter. */
  progress: Progress | null
  chapters: { number: ChapterNumber; title: string; isThrough: boolean }[]
  mayWriteNote: boolean
  now: string
}

/** All seven, for paper. */
export interface Booklet {
  system: Named
  timeZone: string
  chapters: ChapterView[]
  now: string
}

export interface ChapterLine {
  number: ChapterNumber
  title: string
  note: NoteStanding
  noteUpdatedAt: string | null
  left: string
  isThrough: boolean
  questions: number
}

/** One person's path, as lists show it. */
export interface WalkthroughLine {
  id: string
  systemId: string
  systemName: string
  userId: string
  userName: string
  mentorName: string | null
  state: WalkthroughState
  right: number
  asked: number
  steps: number
  stepsAll: number
  at: string
  /** The viewer may look at it as a whole. */
  mayRead: boolean
}

/** The front page of one system's walkthrough. */
export interface WalkthroughPage {
  system: Named
  headline: string
  own:
    | (OwnWalkthrough & { confusion: string; mentorNote: string; mentorName: string | null; left: string })
    | null
  /** Null: eight questions are possible. Else what is missing for them. */
  missing: { possible: number; wants: string[] } | null
  chapters: ChapterLine[]
  minutes: number
  lines: WalkthroughLine[]
  mayAssign: boolean
  people: Named[]
  now: string
}

/** One person's path as mentors see it. */
export interface WalkthroughRecord {
  line: WalkthroughLine
  headline: string
  revision: number
  firstTry: number
  questions: {
    key: string
    text: string
    chapter: ChapterNumber
    /** Null: whoever looks has to answer it still. */
    right: string | null
    tries: string[]
    isRight: boolean
    isWithdrawn: boolean
  }[]
  steps: {
    task: string
    chapter: ChapterNumber
    outcome: StepOutcome | null
    comment: string
    findingNumber: number | null
  }[]
  /** `recorded` null: whoever looks has to answer first. */
  core: { question: CoreQuestion; own: string | null; recorded: string[] | null }[]
  confusion: string
  mentorNote: string
  signedByName: string | null
  finishedAt: string | null
  completedAt: string | null
  maySign: boolean
  mayGiveUp: boolean
  /** Why the viewer may not sign what waits for a signature. */
  notSigning: string | null
  now: string
}

/** What lists of a system tell of it. */
export interface SystemLine {
  systemId: string
  systemName: string
  owner: string | null
  completed: number
  running: number
  missingNotes: number
  staleNotes: number
}

export interface WalkthroughsPage {
  headline: string
  own: WalkthroughLine[]
  lines: WalkthroughLine[]
  systems: SystemLine[]
  counts: { running: number; completed: number; systems: number }
  page: number
  pages: number
  now: string
}
