import type { Caller, World } from '../world'
import { type ActionRule, ofTheTeam, signedIn } from './rules'

const file = 'app/(dashboard)/walkthroughs/actions.ts'
const system = (world: World) => `/walkthroughs/${world.systemId}`
const record = (world: World) => `/walkthroughs/record/${world.walkthroughs.viewer}`

/** Everybody's own one is handed in: nothing can be done on it until a mentor gives it back. */
const onOwn = (fields: Record<string, string>): ActionRule => ({
  page: (world) => `/walkthroughs/${world.systemId}/1`,
  fields: (world, caller) => ({ walkthroughId: ownOf(world, caller), ...fields }),
  open: signedIn,
  outcome: 'conflict',
})

const ownOf = ({ walkthroughs }: World, caller: Exclude<Caller, 'anonymous'>) => walkthroughs[caller]

/** Server Actions of walkthroughs. */
export const walkthroughActions: Readonly<Record<string, ActionRule>> = {
  [`${file} startWalkthroughAction`]: {
    page: system,
    fields: (world) => ({ systemId: world.systemId }),
    open: signedIn,
    outcome: 'conflict',
  },
  [`${file} recordStepAction`]: onOwn({ chapter: '1', step: 'reach-owner', outcome: 'found' }),
  [`${file} tryQuestionAction`]: onOwn({ chapter: '1', question: 'criticality', answer: 'High' }),
  [`${file} answerCoreAction`]: onOwn({ chapter: '4', question: 'expires', text: 'the certificate' }),
  [`${file} handInAction`]: onOwn({ confusion: '' }),
  [`${file} assignAction`]: {
    page: system,
    fields: (world) => ({ systemId: world.systemId, userId: world.idlePersonId, mentorId: '' }),
    open: ofTheTeam,
    outcome: '/walkthroughs/',
    // They have an open one then.
    repeated: 'conflict',
  },
  [`${file} writeNoteAction`]: {
    page: (world) => `/walkthroughs/${world.systemId}/1`,
    fields: (world) => ({
      systemId: world.systemId,
      chapter: '1',
      text: 'The shop asks for it.',
      revision: '0',
    }),
    open: ofTheTeam,
    outcome: '/walkthroughs/',
    repeated: 'conflict',
  },
  [`${file} judgeAction`]: {
    page: record,
    fields: (world) => ({ walkthroughId: world.walkthroughs.outsider, verdict: 'sign' }),
    open: ofTheTeam,
    outcome: '/walkthroughs/record/',
    repeated: 'conflict',
  },
  [`${file} giveUpAction`]: {
    page: record,
    fields: (world) => ({ walkthroughId: world.walkthroughs.viewer }),
    open: ['viewer', ...ofTheTeam],
    outcome: '/walkthroughs/',
    repeated: 'conflict',
  },
}
