import { ProbeError, type ProbeFault } from '@/lib/probe-error'
import type { Judgement, Unit } from './define-check'

/** No answer, and that is the target's doing: a fact where reachability is what the check asks. */
export interface Unreachable {
  unreachable: { fault: ProbeFault; code: string | null; sentence: string }
}

const faultsOfTarget: ReadonlySet<ProbeFault> = new Set([
  'refused',
  'timeout',
  'unknown-host',
  'unreachable',
  'tls',
  'protocol',
  'reset',
  'too-large',
])

/** Codes that speak of this machine, its resolver or its routes: they say nothing about the target. */
const codesOfOurs = new Set(['EAI_AGAIN', 'EAI_TIMEOUT', 'ABORTED', 'ENETUNREACH', 'EACCES', 'EADDRNOTAVAIL'])

/** The answer, or why the target gave none. What only says that we could not look is thrown on. */
export async function orUnreachable<Facts>(work: Promise<Facts>): Promise<Facts | Unreachable> {
  try {
    return await work
  } catch (error) {
    if (error instanceof ProbeError && isAboutTarget(error)) {
      return { unreachable: { fault: error.fault, code: error.code ?? null, sentence: error.message } }
    }
    throw error
  }
}

/** Does this error say something about the target, or only about our own ability to look? */
export function isAboutTarget({ fault, code }: ProbeError): boolean {
  return faultsOfTarget.has(fault) && !codesOfOurs.has(code ?? '')
}

/** Whether these facts say only that nobody answered. */
export function isUnreachable<Facts extends object>(facts: Facts | Unreachable): facts is Unreachable {
  return 'unreachable' in facts
}

/** The judgement where reachability is what the check asks: no answer is a fail. */
export function failUnreachable(
  { unreachable: { sentence, fault, code } }: Unreachable,
  unit: Unit | null,
  thresholds: Judgement['thresholds'] = { warn: null, fail: null },
): Judgement {
  return {
    verdict: 'fail',
    reason: sentence,
    value: null,
    unit,
    thresholds,
    resources: [],
    evidence: { fault, code },
  }
}
