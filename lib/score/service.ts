import { currentExclusions } from '@/lib/assessments/exclusion-store'
import type { Viewer } from '@/lib/auth/viewer'
import { isId } from '@/lib/db/new-id'
import { Problem } from '@/lib/problem'
import { checklistMarks, compareDays } from './compare'
import { holdingCaps } from './compute-score'
import type { ScoredDay } from './explain-change'
import { readFleet, readQuestions, readTitles } from './fleet-store'
import { nextGrade } from './next-grade'
import { type FleetQuery, type SystemScoreQuery, scoresPerPage, trendRanges } from './query'
import { type SystemScore, scoreSystems } from './score-systems'
import { listSnapshots, readSnapshot, type SnapshotLine } from './snapshot-store'
import type { FleetScore, NextGradeView, SystemScoreView } from './view'

// Reading is open to everybody who has signed in: services take the viewer to make sure there is one.

/** Days between two moments that are compared when nobody chose any. */
const weekDays = 7

/** The scores of all systems, worst first; counts and the median, never a mean. */
export async function getFleetScore(_viewer: Viewer, query: FleetQuery): Promise<FleetScore> {
  const { now, rows, ...fleet } = await readFleet(query)
  return {
    ...fleet,
    query,
    at: now.toISOString(),
    rows: rows.map((row) => ({ ...row, caps: holdingCaps(row) })),
    pages: Math.max(1, Math.ceil(fleet.total / scoresPerPage)),
  }
}

/** The score of one system now, what it is made of, how it went, and why it changed. Throws not-found. */
export async function getSystemScore(
  _viewer: Viewer,
  systemId: string,
  query: SystemScoreQuery,
): Promise<SystemScoreView> {
  const current = isId(systemId) ? (await scoreSystems([systemId])).get(systemId) : undefined
  if (!current) throw new Problem('not-found', 'There is no such system. It may have been removed.')
  const [snapshots, excluded] = await Promise.all([
    listSnapshots(systemId, trendRanges[query.range]),
    currentExclusions([systemId]),
  ])
  const compared = await comparedDays(current, snapshots, query)
  const { score } = current
  const holding = holdingCaps(score)
  const keys = [
    ...current.input.controls,
    ...(compared?.from.controls ?? []),
    ...(compared?.to.controls ?? []),
  ]
  const [questions, titles] = await Promise.all([
    readQuestions([...new Set(keys.map(({ key }) => key))]),
    readTitles(holding.map(({ finding }) => finding)),
  ])
  const question = (key: string) => questions.get(key) ?? key
  const untilOf = new Map((excluded.get(systemId) ?? []).map((each) => [each.controlKey, each.until]))
  return {
    at: current.at.toISOString(),
    isAsked: current.checklists.length > 0,
    posture: score.posture,
    cappedPosture: score.cappedPosture,
    coverage: score.coverage,
    health: score.health,
    grade: score.grade,
    caps: holding.map((cap) => ({ ...cap, title: titles.get(cap.finding) ?? '' })),
    checklists: current.checklists,
    parts: score.contributions
      .map(({ meaning: _meaning, excluded: _excluded, ...part }) => ({
        ...part,
        question: question(part.key),
      }))
      .sort((a, b) => b.possible - b.points - (a.possible - a.points) || b.weight - a.weight),
    exclusions: score.exclusions
      .map((each) => ({
        ...each,
        question: question(each.key),
        until: untilOf.get(each.key)?.toISOString() ?? null,
      }))
      .sort((a, b) => b.effect - a.effect),
    exclusionEffect: score.exclusionEffect,
    next: nextView(current, question),
    trend: snapshots.map(({ checklists: _, ...line }) => line),
    marks: checklistMarks(snapshots),
    days: snapshots.map(({ day }) => day).reverse(),
    comparison: compared && compareDays(compared.from, compared.to, { systemId, questions }),
  }
}

interface Compared {
  from: ScoredDay & { day: string }
  to: ScoredDay & { day: string | null }
}

/** The two moments that the reader chose; else the last week, or as much of it as was kept. */
async function comparedDays(
  current: SystemScore,
  snapshots: readonly SnapshotLine[],
  query: SystemScoreQuery,
): Promise<Compared | null> {
  const chosen = query.from ?? usualDay(snapshots, query.to ?? current.at.toISOString().slice(0, 10))
  if (chosen === null) return null
  const [from, to] = await Promise.all([
    readSnapshot(current.systemId, chosen),
    query.to === null ? dayOfNow(current) : readSnapshot(current.systemId, query.to),
  ])
  return from && to ? { from, to } : null
}

function usualDay(snapshots: readonly SnapshotLine[], to: string): string | null {
  const weekBefore = new Date(Date.parse(to) - weekDays * 86_400_000).toISOString().slice(0, 10)
  const early = snapshots.findLast(({ day }) => day <= weekBefore) ?? snapshots.find(({ day }) => day <= to)
  return early?.day ?? null
}

function dayOfNow({ input, score, checklists }: SystemScore): ScoredDay & { day: null } {
  const { posture, cappedPosture, coverage, grade, caps } = score
  return { day: null, controls: input.controls, caps, posture, cappedPosture, coverage, grade, checklists }
}

function nextView({ score }: SystemScore, question: (key: string) => string): NextGradeView | null {
  const next = nextGrade(score)
  if (!next) return null
  const parts = new Map(score.contributions.map((part) => [part.key, part]))
  return {
    grade: next.grade,
    caps: next.caps,
    answers: next.keys.map((key) => {
      const part = parts.get(key)
      return { key, question: question(key), gain: part ? part.possible - part.points : 0 }
    }),
  }
}
