import type { Severity } from '@/lib/checks/define-check'
import type { SystemFacts } from '@/lib/facts/system-facts'
import type { Fault, FaultIdentity } from '@/lib/findings/raise-finding'
import { unwatchedSeverity } from '@/lib/findings/severity'
import { type CoreQuestion, coreQuestions } from './schema'
import { type ControlStandings, type CoreItem, watchersOf } from './watch-core'

/** Time that a new system has until somebody must have thought of all four questions. */
export const settlingMs = 7 * 86_400_000

/** The four questions in words. */
export const coreQuestionWords: Readonly<Record<CoreQuestion, string>> = {
  accumulates: 'What accumulates?',
  expires: 'What expires?',
  drifts: 'What drifts?',
  'breaks-silently': 'What breaks silently?',
}

const itemOf = (systemId: string, itemId: string) => ({
  systemId,
  fingerprintKind: 'core-answer',
  resource: itemId,
})
const questionsOf = (systemId: string) => ({ systemId, fingerprintKind: 'core-questions', resource: '' })

/** The finding of an entry that nobody watches. */
export const coreItemFault = itemOf

/** Which findings the core questions of a system open now, and which they end. Pure. */
export function judgeCore(
  facts: Pick<SystemFacts, 'system' | 'checks' | 'tasks' | 'now'>,
  items: readonly CoreItem[],
  controls: ControlStandings,
): { raise: Fault[]; clear: (FaultIdentity & { comment: string })[] } {
  const { id, criticality } = facts.system
  const severity = unwatchedSeverity(criticality)
  const raise: Fault[] = []
  const clear: (FaultIdentity & { comment: string })[] = []
  for (const item of items) {
    const watchers = watchersOf(item, facts, controls)
    const live = watchers.find(({ isLive }) => isLive)
    if (live) clear.push({ ...itemOf(id, item.id), comment: live.sentence })
    else if (watchers.some(({ isAway }) => isAway)) continue
    else raise.push(unwatchedItem(facts, item, watchers.map(({ sentence }) => sentence).join(' '), severity))
  }
  const silent = coreQuestions.filter((question) => !items.some((item) => item.question === question))
  const isSettled = facts.now.getTime() - facts.system.createdAt.getTime() >= settlingMs
  if (silent.length === 0) clear.push({ ...questionsOf(id), comment: 'All four questions have an answer.' })
  else if (isSettled) raise.push(unaskedQuestions(facts, silent, severity))
  return { raise, clear }
}

function unwatchedItem(
  { system }: Pick<SystemFacts, 'system'>,
  item: CoreItem,
  why: string,
  severity: Severity,
): Fault {
  return {
    ...itemOf(system.id, item.id),
    origin: 'config-audit',
    kind: 'unwatched',
    controlKey: item.controlKey,
    title: `Nobody watches: ${item.what}`,
    detail: `${coreQuestionWords[item.question]} “${item.what}”. ${why || 'No check, question or task is linked to it.'}`,
    remediation:
      'Repair or resume what watched it, or link another check, question or task to it on the page of the core questions. If it is gone for good, end the entry there.',
    severity,
    severityReason: `One step below the criticality of ${system.name} (${system.criticality}): nobody would notice.`,
  }
}

function unaskedQuestions(
  { system }: Pick<SystemFacts, 'system'>,
  silent: readonly CoreQuestion[],
  severity: Severity,
): Fault {
  const count =
    silent.length === 4
      ? 'None of the four core questions is'
      : `${silent.length} of 4 core questions are not`
  return {
    ...questionsOf(system.id),
    origin: 'config-audit',
    kind: 'unwatched',
    title: `${silent.length === 1 ? '1 of 4 core questions is not' : count} answered`,
    detail: `Nobody has written down for ${system.name}: ${silent.map((question) => coreQuestionWords[question]).join(' ')}`,
    remediation:
      'Open the core questions of the system: take over what its checks already watch, and add what only people know.',
    severity,
    severityReason: `One step below the criticality of ${system.name} (${system.criticality}): nobody would notice.`,
  }
}
