import { canMaintain, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { isId } from '@/lib/db/new-id'
import { listPeople } from '@/lib/systems/change-store'
import { chapterLines, chapterView, ownView, type Taken, wordsOf } from './chapter-view'
import { chapterPlans } from './chapters/chapters'
import { noSystem, noWalkthrough } from './guards'
import { recordHeadline, walkthroughHeadline } from './headlines'
import { lineView } from './line-view'
import { listWalkthroughs } from './list-store'
import type { Material } from './material'
import { loadMaterial } from './material-store'
import { leftWords, minutesLeft, progressOf } from './progress'
import { pickQuestions } from './questions/pick-questions'
import { type ChapterNumber, chapterNumbers, walkthroughStates } from './schema'
import type { Booklet, ChapterPage, WalkthroughPage, WalkthroughRecord } from './view'
import {
  findWalkthrough,
  newestOf,
  readAttempts,
  readSteps,
  type StoredWalkthrough,
} from './walkthrough-store'

// Chapters are open to everybody who has signed in; what somebody answered, only to them and to who guides them.

/** The front page of one system's walkthrough. Throws not-found. */
export async function getWalkthroughPage(viewer: Viewer, systemId: string): Promise<WalkthroughPage> {
  const [material, taken, people] = await Promise.all([
    loadMaterial(systemId),
    ownTaken(viewer, systemId),
    listPeople(),
  ])
  if (!material) throw noSystem()
  const { system } = material.facts
  const lines = await listWalkthroughs({ systemId, states: walkthroughStates, limit: 100 })
  const own = ownView(taken, material)
  const hasBegun = own !== null && own.state !== 'assigned'
  const picked = hasBegun ? null : pickQuestions(material, taken?.id ?? systemId)
  const missing = picked && 'missing' in picked ? { possible: picked.possible, wants: picked.missing } : null
  const minutes = hasBegun ? own.minutesLeft : wholeMinutes(material)
  const mayAssign = canMaintain(viewer, system)
  return {
    system: { id: system.id, name: system.name },
    headline: walkthroughHeadline({
      system: system.name,
      state: taken?.state ?? null,
      progress: own?.progress ?? null,
      minutes,
      possible: missing?.possible ?? null,
    }),
    own: own &&
      taken && {
        ...own,
        confusion: taken.confusion,
        mentorNote: taken.mentorNote,
        mentorName: taken.mentorName,
        left: leftWords(own.progress),
      },
    missing,
    chapters: chapterLines(material, taken).map(({ number, title, progress, note }) => ({
      number,
      title,
      note: note.standing,
      noteUpdatedAt: note.updatedAt,
      left: progress && hasBegun ? leftWords(progress) : '',
      isThrough: hasBegun && progress?.isThrough === true,
      questions: progress?.asked ?? 0,
    })),
    minutes,
    lines: lines.map((line) => lineView(line, viewer)),
    mayAssign,
    people: mayAssign ? people : [],
    now: material.now.toISOString(),
  }
}

/** A path of which nothing is done yet. */
function wholeMinutes(material: Material): number {
  const picked = pickQuestions(material, material.facts.system.id)
  const questions = 'questions' in picked ? picked.questions : []
  return minutesLeft({ questions, coreAnswers: {}, steps: [], attempts: [] }, wordsOf(material))
}

/** One chapter. Throws not-found. */
export async function getChapterPage(viewer: Viewer, systemId: string, number: number): Promise<ChapterPage> {
  const chapter = chapterNumbers.find((each) => each === number)
  const [material, taken] = await Promise.all([loadMaterial(systemId), ownTaken(viewer, systemId)])
  if (!material || !chapter) throw noSystem()
  const { system } = material.facts
  const lines = chapterLines(material, taken)
  return {
    system: { id: system.id, name: system.name },
    timeZone: system.timeZone,
    chapter: chapterView(chapter, material, taken),
    own: ownView(taken, material),
    progress: lines.find((line) => line.number === chapter)?.progress ?? null,
    chapters: lines.map(({ number: each, title, progress }) => ({
      number: each,
      title,
      isThrough: progress?.isThrough === true && progress.stepsAll + progress.asked > 0,
    })),
    mayWriteNote: canMaintain(viewer, system),
    now: material.now.toISOString(),
  }
}

/** All chapters for paper. Throws not-found. */
export async function getBooklet(viewer: Viewer, systemId: string): Promise<Booklet> {
  const [material, taken] = await Promise.all([loadMaterial(systemId), ownTaken(viewer, systemId)])
  if (!material) throw noSystem()
  const { system } = material.facts
  return {
    system: { id: system.id, name: system.name },
    timeZone: system.timeZone,
    chapters: chapterNumbers.map((number) => chapterView(number, material, taken)),
    now: material.now.toISOString(),
  }
}

/** One person's path as a whole: for them, their mentor and who looks after the system. Throws not-found, forbidden. */
export async function getWalkthroughRecord(viewer: Viewer, id: string): Promise<WalkthroughRecord> {
  const found = isId(id) ? await findWalkthrough(id) : null
  const [line] = found ? await listWalkthroughs({ id, states: walkthroughStates, limit: 1 }) : []
  if (!found || !line) throw noWalkthrough()
  const shown = lineView(line, viewer)
  permit(
    shown.mayRead,
    'What somebody answered is read by them, their mentor and the maintainers of the team that owns the system.',
  )
  const [taken, material] = await Promise.all([withDone(found), loadMaterial(found.systemId)])
  if (!material) throw noSystem()
  const progress = progressOf(taken)
  const mayGuide = canMaintain(viewer, material.facts.system)
  const isWaiting = found.state === 'waiting-for-mentor'
  const isSelf = found.userId === viewer.id
  return {
    line: shown,
    headline: recordHeadline({ person: found.userName, system: line.systemName, progress }),
    revision: found.revision,
    firstTry: progress.firstTry,
    ...recordParts(taken, material, isSelf && found.state === 'in-progress'),
    confusion: found.confusion,
    mentorNote: found.mentorNote,
    signedByName: found.signedByName,
    finishedAt: found.finishedAt?.toISOString() ?? null,
    completedAt: found.completedAt?.toISOString() ?? null,
    maySign: isWaiting && mayGuide && !isSelf,
    mayGiveUp: (isSelf || mayGuide) && found.state !== 'completed' && found.state !== 'abandoned',
    notSigning: isWaiting && isSelf ? 'Somebody else signs: nobody signs their own walkthrough.' : null,
    now: material.now.toISOString(),
  }
}

/** `isAnswering`: whoever looks has to answer it still, and first by themselves. */
function recordParts(
  taken: Taken,
  material: Material,
  isAnswering: boolean,
): Pick<WalkthroughRecord, 'questions' | 'steps' | 'core'> {
  return {
    questions: taken.questions.map(({ key, text, chapter, right, withdrawn }) => {
      const tries = taken.attempts.filter(({ question }) => question === key)
      const isRight = tries.some((each) => each.isRight)
      return {
        key,
        text,
        chapter: chapter as ChapterNumber,
        right: isAnswering && !isRight ? null : right,
        tries: tries.map(({ answer }) => answer),
        isRight,
        isWithdrawn: withdrawn,
      }
    }),
    steps: chapterPlans.flatMap(({ number, steps }) =>
      steps.map(({ key, task }) => {
        const said = taken.steps.find((each) => each.chapter === number && each.step === key)
        return {
          task,
          chapter: number,
          outcome: said?.outcome ?? null,
          comment: said?.comment ?? '',
          findingNumber: said?.findingNumber ?? null,
        }
      }),
    ),
    core: chapterPlans.flatMap(({ core }) =>
      core.map((question) => {
        const own = taken.coreAnswers[question]?.text ?? null
        const recorded = material.core.filter((item) => item.question === question).map(({ what }) => what)
        return { question, own, recorded: isAnswering && own === null ? null : recorded }
      }),
    ),
  }
}

async function ownTaken(viewer: Viewer, systemId: string): Promise<Taken | null> {
  const found = isId(systemId) ? await newestOf({ systemId, userId: viewer.id }) : null
  return found && withDone(found)
}

async function withDone(found: StoredWalkthrough): Promise<Taken> {
  const [steps, attempts] = await Promise.all([readSteps(found.id), readAttempts(found.id)])
  return { ...found, steps, attempts }
}
