'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import {
  assignWalkthrough,
  giveUpWalkthrough,
  judgeWalkthrough,
  writeNote,
} from '@/lib/walkthroughs/guide-service'
import {
  assignment,
  chapterNote,
  coreReply,
  handIn,
  mentorVerdict,
  questionTry,
  stepResult,
} from '@/lib/walkthroughs/schema'
import {
  answerCoreQuestion,
  handInWalkthrough,
  recordStep,
  startWalkthrough,
  tryQuestion,
} from '@/lib/walkthroughs/take-service'

const pageOf = (systemId: string, chapter?: number) =>
  `/walkthroughs/${systemId}${chapter === undefined ? '' : `/${chapter}`}`

/**
 * What was done, as an address that differs each time: led to the same one twice, a browser with a script only jumps to
 * its anchor and shows the page of before.
 */
const done = (said: string) => `said=${said}&t=${Date.now().toString(36)}`

/** Begins the own walkthrough. */
export const startWalkthroughAction = formAction(
  z.strictObject({ systemId: z.string() }),
  async ({ systemId }, viewer) => {
    await startWalkthrough(viewer, systemId)
    redirect(pageOf(systemId, 1))
  },
)

/** What came of a step. */
export const recordStepAction = formAction(stepResult, async (result, viewer) => {
  const { systemId } = await recordStep(viewer, result)
  redirect(`${pageOf(systemId, result.chapter)}?${done('step')}#step-${result.step}`)
})

/** One try; a wrong one leads to where the answer stands. */
export const tryQuestionAction = formAction(questionTry, async (given, viewer) => {
  const { systemId, isRight, anchor } = await tryQuestion(viewer, given)
  const page = pageOf(systemId, given.chapter)
  redirect(isRight ? `${page}?${done('right')}#questions` : `${page}?${done('wrong')}&at=${anchor}#${anchor}`)
})

/** The own answer to a core question. */
export const answerCoreAction = formAction(coreReply, async (reply, viewer) => {
  const { systemId } = await answerCoreQuestion(viewer, reply)
  redirect(`${pageOf(systemId, reply.chapter)}?${done('core')}#${reply.question}`)
})

/** Off to the mentor. */
export const handInAction = formAction(handIn, async (given, viewer) => {
  const { systemId } = await handInWalkthrough(viewer, given)
  redirect(`${pageOf(systemId)}?said=handed-in`)
})

/** Asks somebody to walk through a system. */
export const assignAction = formAction(assignment, async (given, viewer) => {
  await assignWalkthrough(viewer, given)
  redirect(`${pageOf(given.systemId)}?said=assigned`)
})

/** The mentor signs, or gives it back. */
export const judgeAction = formAction(mentorVerdict, async (verdict, viewer) => {
  await judgeWalkthrough(viewer, verdict)
  redirect(`/walkthroughs/record/${verdict.walkthroughId}?said=${verdict.verdict}`)
})

/** Ends it without a signature. */
export const giveUpAction = formAction(
  z.strictObject({ walkthroughId: z.string() }),
  async ({ walkthroughId }, viewer) => {
    const { systemId } = await giveUpWalkthrough(viewer, walkthroughId)
    redirect(`${pageOf(systemId)}?said=ended`)
  },
)

/** What the owner wants newcomers to know. */
export const writeNoteAction = formAction(chapterNote, async (note, viewer) => {
  await writeNote(viewer, note)
  redirect(`${pageOf(note.systemId, note.chapter)}?${done('note')}#note`)
})
