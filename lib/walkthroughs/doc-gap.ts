import type { Viewer } from '@/lib/auth/viewer'
import type { Severity } from '@/lib/checks/define-check'
import type { Fault, FaultIdentity } from '@/lib/findings/raise-finding'
import { unwatchedSeverity } from '@/lib/findings/severity'
import type { ChapterStep } from './chapters/chapter'
import type { StepOutcome } from './outcomes'
import type { ChapterNumber } from './schema'

// A newcomer who does not find something has found something: what is written down has a gap.

interface Where {
  system: { id: string; name: string; criticality: Severity }
  viewer: Pick<Viewer, 'id' | 'name' | 'email'>
}

/** Outcomes that say that something written is missing or wrong. */
export const isDocGap = (outcome: StepOutcome) => outcome === 'not-found' || outcome === 'wrong-in-docs'

/** One gap for everybody who stumbles over it: a second newcomer adds to the same finding. */
export const stepFault = (systemId: string, chapter: ChapterNumber, step: string): FaultIdentity => ({
  systemId,
  fingerprintKind: 'walkthrough-step',
  resource: `${chapter} ${step}`,
})

/** The finding of a step that led nowhere, or into something wrong. Pure. */
export function stepGap(
  { system, viewer }: Where,
  chapter: ChapterNumber,
  step: ChapterStep,
  { outcome, comment }: { outcome: StepOutcome; comment: string },
): Fault {
  const isWrong = outcome === 'wrong-in-docs'
  return {
    ...stepFault(system.id, chapter, step.key),
    origin: 'walkthrough',
    kind: 'doc-gap',
    title: `${isWrong ? 'Wrong in what is written' : 'Not to be found'}: ${withoutEnd(step.task)}`.slice(
      0,
      160,
    ),
    detail: `${viewer.name} walked through ${system.name} and ${isWrong ? 'found something that is not so' : 'did not find it'}, in chapter ${chapter}.${comment ? ` In their words: “${comment}”` : ''}`,
    remediation: isWrong
      ? 'Correct what is written, in the runbook or in the note of the chapter, and let the next newcomer look again.'
      : 'Write it down where a newcomer looks first, in the runbook or in the note of the chapter, and let the next one look again.',
    severity: unwatchedSeverity(system.criticality),
    severityReason: `One step below the criticality of ${system.name} (${system.criticality}): at night nobody finds it either.`,
    actor: { id: viewer.id, label: viewer.email },
  }
}

/** The finding of what confused somebody on the whole path. Pure. */
export function confusionGap({ system, viewer }: Where, walkthroughId: string, confusion: string): Fault {
  return {
    systemId: system.id,
    fingerprintKind: 'walkthrough-confusion',
    resource: walkthroughId,
    origin: 'walkthrough',
    kind: 'doc-gap',
    title: `What confused ${viewer.name} about ${system.name}`.slice(0, 160),
    detail: confusion,
    remediation:
      'Read it while it is fresh: what is clear to its owner was not clear to somebody who came to help. Change a name, a note or the runbook, then resolve this.',
    severity: 'low',
    severityReason: 'It confused one person once; what is wrong or missing has findings of its own.',
    actor: { id: viewer.id, label: viewer.email },
  }
}

const withoutEnd = (sentence: string) => sentence.replace(/[.?!]+$/, '')
