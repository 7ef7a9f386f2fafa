import { canApproveExclusion, canMaintain } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { listPublished, readAssignedControls } from '@/lib/checklists/store'
import type { Severity } from '@/lib/checks/define-check'
import { prisma } from '@/lib/db/database'
import { isId } from '@/lib/db/new-id'
import { listEvidence } from '@/lib/evidence/service'
import type { EvidenceView } from '@/lib/evidence/view'
import { loadSystemFacts } from '@/lib/facts/store'
import { countActivePeople } from '@/lib/findings/change-store'
import { dueDate } from '@/lib/findings/due-date'
import { Problem } from '@/lib/problem'
import { appliesTo } from './applies-to'
import { type AssessmentEventRow, currentAssessments, readEvents } from './assessment-store'
import { otherHalves } from './claim-and-proof'
import { exclusionState, judgeExclusionApproval, latestExclusionEnd } from './exclusion-rules'
import { currentExclusions, type ExclusionRow, readExclusions } from './exclusion-store'
import { controlLine, countControls, type ListedFacts, listControls } from './list-controls'
import { onceEach } from './standings'
import { suggestAnswer } from './suggest-answer'
import { readControlSystem } from './system-store'
import type { ControlEventView, ControlLine, ControlsView, ControlView, ExclusionView } from './view'

// Reading is open to everybody who has signed in: services take the viewer to make sure there is one.

const historyLength = 30

/** All controls that are asked of a system, by checklist and area. Throws not-found. */
export async function getControls(viewer: Viewer, systemId: string): Promise<ControlsView> {
  const facts = isId(systemId) ? await readControlSystem(systemId) : null
  if (!facts) throw new Problem('not-found', 'There is no such system. It may have been removed.')
  const known = await readKnown(viewer, systemId, facts)
  const controls = (await readAssignedControls([systemId])).get(systemId) ?? []
  const checklists = listControls(controls, known)
  return {
    checklists,
    counts: countControls(checklists.flatMap(linesOf)),
    editable: !facts.isArchived && canMaintain(viewer, facts.system),
    now: facts.now.toISOString(),
  }
}

/** One control of a system with what the data say right now. Throws not-found. */
export async function getControl(viewer: Viewer, systemId: string, key: string): Promise<ControlView> {
  const [[facts], head] = await Promise.all([
    isId(systemId) ? loadSystemFacts([systemId]) : [],
    isId(systemId) ? readControlSystem(systemId) : null,
  ])
  if (!facts || !head) throw new Problem('not-found', 'There is no such system. It may have been removed.')
  const all = (await readAssignedControls([systemId])).get(systemId) ?? []
  const controls = onceEach(all).filter(({ control }) => appliesTo(control, facts))
  const place = controls.findIndex(({ control }) => control.key === key)
  const asked = controls[place]
  if (!asked) throw new Problem('not-found', 'This question is not asked of this system.')
  const known = await readKnown(viewer, systemId, facts)
  const [exclusions, events] = await Promise.all([
    readExclusions(systemId, key),
    readEvents(systemId, key, historyLength),
  ])
  const current = known.assessments.find(({ controlKey }) => controlKey === key)
  const evidence = await evidenceById(viewer, [
    ...(current?.evidenceIds ?? []),
    ...events.flatMap(({ after }) => after?.evidenceIds ?? []),
  ])
  const lines = controls.map((each) => controlLine(each, known))
  const { now } = facts
  return {
    control: asked.control,
    checklist: {
      key: asked.checklistKey,
      title: known.titles.get(asked.checklistKey) ?? asked.checklistKey,
      versionNumber: asked.versionNumber,
    },
    line: lines[place] as ControlLine,
    answer: current?.answer ?? null,
    note: current?.note ?? '',
    evidence: piecesOf(current?.evidenceIds, evidence),
    revision: current?.revision ?? 0,
    otherHalves: otherHalves(
      asked.control,
      controls.map(({ control }, index) => ({ control, line: lines[index] as ControlLine })),
    ),
    suggestion: suggestAnswer(asked.control, facts),
    exclusions: exclusions.map((each) => exclusionView(each, now)),
    events: events.map((event) => eventView(event, evidence)),
    previous: controls[place - 1]?.control.key ?? null,
    next: controls[place + 1]?.control.key ?? null,
    nextOpen: nextOpen(lines, place),
    ownerName: facts.system.owner?.name ?? null,
    findingDue: dueDate(asked.control.severity, { slaStart: now, slaPausedSeconds: 0 }).toISOString(),
    latestExclusionEnd: latestExclusionEnd(now).toISOString(),
    abilities: abilitiesOf(viewer, head, exclusions, {
      severity: asked.control.severity,
      activePeople: await countActivePeople(prisma()),
    }),
    now: now.toISOString(),
  }
}

type Head = NonNullable<Awaited<ReturnType<typeof readControlSystem>>>

async function readKnown(
  viewer: Viewer,
  systemId: string,
  facts: ListedFacts['facts'],
): Promise<ListedFacts> {
  const [answers, exclusions, published] = await Promise.all([
    currentAssessments([systemId]),
    currentExclusions([systemId]),
    listPublished(),
  ])
  const assessments = answers.get(systemId) ?? []
  const pieces = await listEvidence(
    viewer,
    assessments.flatMap(({ evidenceIds }) => evidenceIds),
  )
  return {
    facts,
    assessments,
    exclusions: exclusions.get(systemId) ?? [],
    evidenceTitles: new Map(pieces.map(({ id, title }) => [id, title])),
    titles: new Map(published.map(({ checklistKey, title }) => [checklistKey, title])),
  }
}

const linesOf = ({ areas }: ControlsView['checklists'][number]) => areas.flatMap(({ controls }) => controls)

const isOpen = ({ outcome, exclusion }: ControlLine) => outcome === 'unknown' && !exclusion?.isInForce

/** The next control without an answer that counts, after this one and then from the beginning. */
function nextOpen(lines: readonly ControlLine[], place: number): string | null {
  return [...lines.slice(place + 1), ...lines.slice(0, place)].find(isOpen)?.key ?? null
}

function abilitiesOf(
  viewer: Viewer,
  { system, isArchived }: Head,
  exclusions: readonly ExclusionRow[],
  approval: { severity: Severity; activePeople: number },
) {
  const pending = exclusions.find(({ approvedAt, endedAt }) => !approvedAt && !endedAt)
  const manager = canApproveExclusion(viewer)
  const mayApprove =
    pending !== undefined &&
    judgeExclusionApproval({ ...approval, requesterId: pending.requesterId, approverId: viewer.id }).allowed
  const answer = !isArchived && canMaintain(viewer, system)
  return {
    answer,
    approveExclusion: !isArchived && manager && mayApprove,
    declineExclusion: pending !== undefined && (manager || pending.requesterId === viewer.id),
    endExclusion: answer && exclusions.some(({ isInForce }) => isInForce),
  }
}

async function evidenceById(viewer: Viewer, ids: readonly string[]): Promise<Map<string, EvidenceView>> {
  return new Map((await listEvidence(viewer, [...new Set(ids)])).map((piece) => [piece.id, piece]))
}

const piecesOf = (ids: readonly string[] = [], from: ReadonlyMap<string, EvidenceView>) =>
  ids.flatMap((id) => from.get(id) ?? [])

function exclusionView(row: ExclusionRow, now: Date): ExclusionView {
  const { id, reasonCode, reason, requesterId, approver, selfApproved, endReason } = row
  return {
    id,
    reasonCode,
    reason,
    requesterId,
    requester: row.requester ?? 'a former user',
    approver,
    selfApproved,
    endReason,
    requestedAt: row.requestedAt.toISOString(),
    approvedAt: row.approvedAt?.toISOString() ?? null,
    until: row.until.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    state: exclusionState(row, now),
  }
}

function eventView(event: AssessmentEventRow, evidence: ReadonlyMap<string, EvidenceView>): ControlEventView {
  const { id, at, type, after, actor, actorLabel } = event
  return {
    id,
    at: at.toISOString(),
    who: actor ?? (actorLabel === 'worker' ? 'The data' : actorLabel),
    type,
    outcome: after?.outcome ?? null,
    text: after?.statement ?? after?.reason ?? '',
    note: after?.note ?? '',
    evidence: piecesOf(after?.evidenceIds, evidence),
    setAside: after?.setAside ?? null,
  }
}
