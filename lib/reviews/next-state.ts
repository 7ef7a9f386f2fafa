import { isOver, type ReviewState } from './review-state'

/** Why a review moves. `prepare` and `begin` may be the engine's, all others are a person's. */
export type ReviewStep = 'prepare' | 'begin' | 'submit' | 'reject' | 'sign' | 'cancel'

/** What a guard may look at besides the state. */
export interface StepContext {
  /** Suggestions and agenda are there. */
  isPrepared?: boolean
  /** What the gate still wants, in sentences. */
  missing?: readonly string[]
  reason?: string
  signer?: SignerFacts
}

/** Who wants to sign, and for whom. */
export interface SignerFacts {
  id: string
  name: string
  /** As it was typed under the record. */
  typedName: string
  /** Who leads the review, owns the system, or handed the review in. */
  involvedIds: readonly (string | null)[]
  /** People of the installation who can sign in. */
  activePeople: number
}

export interface ReviewTransition {
  step: ReviewStep
  from: readonly ReviewState[]
  to: ReviewState
  /** What must be true, as the rule is written down. */
  rule: string
  /** Null when it may happen, else the sentence that says what is missing. */
  refuse(context: StepContext): string | null
}

const example = 'e.g. "question 7 rests on a backup that was never opened"'

/** Every way a review may move; whatever is not listed cannot happen. */
export const reviewTransitions: readonly ReviewTransition[] = [
  {
    step: 'prepare',
    from: ['planned'],
    to: 'preparing',
    rule: 'seven days before it is planned for, or when somebody starts it',
    refuse: () => null,
  },
  {
    step: 'begin',
    from: ['preparing'],
    to: 'in-review',
    rule: 'suggestions and agenda are there',
    refuse: ({ isPrepared }) =>
      isPrepared ? null : 'The data are still being gathered; the questions come as soon as they are there.',
  },
  {
    step: 'submit',
    from: ['in-review'],
    to: 'sign-off',
    rule: 'critical questions answered, each new finding with owner and date',
    refuse: ({ missing = [] }) =>
      missing.length === 0 ? null : `Before it can be signed: ${missing.join(' ')}`,
  },
  {
    step: 'reject',
    from: ['sign-off'],
    to: 'in-review',
    rule: 'a reason',
    refuse: ({ reason }) => (reason?.trim() ? null : `Write what has to be done first, ${example}.`),
  },
  {
    step: 'sign',
    from: ['sign-off'],
    to: 'closed',
    rule: 'signed by name, by somebody who neither leads it nor owns the system where there are two people',
    refuse: ({ signer, missing = [] }) => {
      if (missing.length > 0) return `Before it can be signed: ${missing.join(' ')}`
      return signer ? judgeSigner(signer).refusal : 'Sign with your name.'
    },
  },
  {
    step: 'cancel',
    from: ['planned', 'preparing', 'in-review', 'sign-off'],
    to: 'cancelled',
    rule: 'a reason',
    refuse: ({ reason }) =>
      reason?.trim() ? null : 'Write why it does not take place, e.g. "the system is retired in December".',
  },
]

export type StepDecision = { allowed: true; to: ReviewState } | { allowed: false; reason: string }

/** Whether a review in this state may take this step now. Pure. */
export function decideStep(state: ReviewState, step: ReviewStep, context: StepContext = {}): StepDecision {
  const transition = reviewTransitions.find((each) => each.step === step && each.from.includes(state))
  if (!transition) return { allowed: false, reason: wrongState(state, step) }
  const reason = transition.refuse(context)
  return reason === null ? { allowed: true, to: transition.to } : { allowed: false, reason }
}

/**
 * Whether this person may sign: under the own name, and not what they did themselves. In an installation of one
 * person they may; it is stamped. Pure.
 */
export function judgeSigner(signer: SignerFacts): { refusal: string | null; selfSigned: boolean } {
  const selfSigned = signer.involvedIds.includes(signer.id)
  if (selfSigned && signer.activePeople > 1) {
    return {
      refusal: 'A second person signs: not who leads the review, hands it in, or owns the system.',
      selfSigned,
    }
  }
  if (plain(signer.typedName) !== plain(signer.name)) {
    return { refusal: `Type your name as it is written here: ${signer.name}`, selfSigned }
  }
  return { refusal: null, selfSigned }
}

const plain = (name: string) => name.trim().replace(/\s+/g, ' ').toLocaleLowerCase('en')

function wrongState(state: ReviewState, step: ReviewStep): string {
  if (isOver(state)) return `This review is ${state}: it can only be read.`
  const first: Readonly<Record<ReviewStep, string>> = {
    prepare: 'It is being prepared, or was.',
    begin: state === 'planned' ? 'Start the preparation first.' : 'It has begun already.',
    submit: state === 'sign-off' ? 'It waits for a signature already.' : 'Answer its questions first.',
    reject: 'It was not handed in yet: there is nothing to send back.',
    sign: 'It was not handed in yet: finish the questions first.',
    cancel: 'It cannot be cancelled now.',
  }
  return first[step]
}
