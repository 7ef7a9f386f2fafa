import { formatNumber } from '@/lib/format/measure'
import type { VersionComparison } from './compare-versions'
import type { SystemView } from './system-query'
import type { ChecklistLine, DraftPage, SystemsPage } from './view'

// Headlines: the answer first, with its counts. All pure.

const plural = (count: number, one: string, many: string) => (count === 1 ? one : many)
const counted = (count: number, one: string, many: string) =>
  `${formatNumber(count)} ${plural(count, one, many)}`

/** Whole percent; never 100 while one is missing, never 0 while there is one. */
export function share(part: number, whole: number): number {
  if (whole === 0 || part >= whole) return 100
  return part === 0 ? 0 : Math.min(99, Math.max(1, Math.round((100 * part) / whole)))
}

/** The headline of the list of checklists. */
export function checklistsHeadline(
  inUse: readonly Pick<ChecklistLine, 'published' | 'asked' | 'answered'>[],
): string {
  const published = inUse.filter((line) => line.published !== null)
  if (published.length === 0) return 'No checklist is published'
  const [asked, answered] = [sum(published, 'asked'), sum(published, 'answered')]
  const begin = counted(published.length, 'checklist', 'checklists')
  if (asked === 0) return `${begin}, and none counts for a system`
  return answered === asked
    ? `${begin}: ${asked === 1 ? 'its one question has' : `all ${formatNumber(asked)} questions to systems have`} a valid answer`
    : `${begin}: ${formatNumber(answered)} of ${formatNumber(asked)} questions to systems have a valid answer`
}

const sum = (lines: readonly Pick<ChecklistLine, 'asked' | 'answered'>[], field: 'asked' | 'answered') =>
  lines.reduce((total, line) => total + line[field], 0)

type Counted = Pick<
  ChecklistLine,
  'title' | 'controls' | 'systems' | 'asked' | 'answered' | 'published' | 'isRetired'
>

/** The headline of one checklist. */
export function checklistHeadline(line: Counted): string {
  const { title, controls, systems, asked, answered } = line
  if (line.isRetired) return `${title} is retired: it counts for no system`
  if (line.published === null) return `${title} is a draft: nobody is asked yet`
  const asks = `${title} asks ${counted(controls, 'question', 'questions')}`
  if (systems === 0) return `${asks}, of no system yet`
  if (asked === 0)
    return `${asks} of ${counted(systems, 'system', 'systems')}, and none of them applies there`
  return `${asks} of ${counted(systems, 'system', 'systems')}: ${share(answered, asked)} % have a valid answer`
}

/** What a comparison comes to: "adds 2, changes 3 and removes 1 of 24 questions". */
export function comparisonWords({
  added,
  removed,
  changed,
  words,
  isReordered,
  unchanged,
}: VersionComparison): string {
  const before = removed.length + changed.length + unchanged
  const parts = [
    added.length > 0 && `adds ${formatNumber(added.length)}`,
    changed.length > 0 && `changes ${formatNumber(changed.length)}`,
    removed.length > 0 && `removes ${formatNumber(removed.length)}`,
  ].filter((part) => part !== false)
  if (parts.length > 0) {
    const list = new Intl.ListFormat('en', { type: 'conjunction' }).format(parts)
    return before === 0
      ? `${list} ${plural(added.length, 'question', 'questions')}`
      : `${list} of ${counted(before, 'question', 'questions')}`
  }
  if (words.length > 0) return 'changes its head and no question'
  return isReordered ? 'only asks in another order' : 'asks the same'
}

/** How many valid answers end with a new version: those to controls that mean something else now. */
export function answersThatEnd(
  comparison: VersionComparison,
  answers: Readonly<Record<string, number>>,
): number {
  return comparison.changed
    .filter(({ carriesOver }) => !carriesOver)
    .reduce((total, { after }) => total + (answers[after.key] ?? 0), 0)
}

/** "3 answers have to be given again", or that all stay. */
export function carryOverSentence(ending: number, kept: number): string {
  if (ending > 0)
    return `${counted(ending, 'answer has', 'answers have')} to be given again; until then ${plural(ending, 'it reads', 'they read')} unknown.`
  if (kept === 0) return 'There are no answers yet.'
  return kept === 1
    ? 'The one valid answer carries over.'
    : `All ${formatNumber(kept)} valid answers carry over.`
}

/** The headline of the page that edits a draft. */
export function draftHeadline({
  title,
  number,
  errors,
  more,
}: Pick<DraftPage, 'title' | 'number' | 'errors' | 'more'>): string {
  const count = errors.length + more
  const begin = `Version ${number} of ${title} is a draft`
  return count === 0 ? `${begin} that can be published` : `${begin} with ${counted(count, 'error', 'errors')}`
}

/** The headline of the systems of a checklist. */
export function systemsHeadline({
  title,
  counts,
  isUsable,
}: Pick<SystemsPage, 'title' | 'counts' | 'isUsable'>): string {
  if (!isUsable) return `${title} counts for no system: it is not in use`
  const { assigned, proposed } = counts
  if (assigned === 0)
    return `${title} counts for no system yet${proposed > 0 ? `; ${formatNumber(proposed)} could be asked` : ''}`
  return `${title} counts for ${counted(assigned, 'system', 'systems')}${proposed > 0 ? `; ${formatNumber(proposed)} more could be asked` : ''}`
}

/** What choosing a system here does to it. */
export function assignmentLead(
  { controls, canUnassign }: Pick<SystemsPage, 'controls' | 'canUnassign'>,
  view: SystemView,
): string {
  const asked = counted(controls, 'question', 'questions')
  if (view !== 'assigned')
    return `It asks ${asked}. Those that a system has not answered count as nothing until it has, so its coverage and posture fall first.`
  return canUnassign
    ? `It asks ${asked}. A system that is asked no more loses those that are asked here alone: its score then covers less, which is why a reason is kept.`
    : `It asks ${asked}. Only a manager can end that it counts for a system: asking less can raise a score without any work.`
}

/** What was done, from the address: "assigned-3". */
export function assignmentNotice(done: unknown): string | undefined {
  const [, verb, count] =
    typeof done === 'string' ? (/^(assigned|unassigned)-(\d{1,4})$/.exec(done) ?? []) : []
  if (count === undefined) return undefined
  const systems = counted(Number(count), 'system', 'systems')
  return verb === 'assigned' ? `It counts for ${systems} from now on.` : `It counts for ${systems} no more.`
}
