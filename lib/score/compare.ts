import { byCause, changeCauses, explainChange, type ScoredDay } from './explain-change'
import type { CountedChecklist } from './schema'
import { changeSentence, findingNames } from './sentences'
import type { ChecklistMark, ComparisonView } from './view'

/** Two moments of a system's score side by side, the largest change of each cause first. Pure. */
export function compareDays(
  from: ScoredDay & { day: string },
  to: ScoredDay & { day: string | null },
  texts: { systemId: string; questions: ReadonlyMap<string, string> },
): ComparisonView {
  const lines = explainChange(from, to)
  const causes = byCause(lines)
  const head = ({ cappedPosture, coverage, grade }: ScoredDay) => ({ cappedPosture, coverage, grade })
  return {
    from: { day: from.day, ...head(from) },
    to: { day: to.day, ...head(to) },
    causes: changeCauses
      .filter((cause) => lines.some((line) => line.cause === cause))
      .map((cause) => ({ cause, ...causes[cause] })),
    lines: lines
      .toSorted(
        (a, b) =>
          changeCauses.indexOf(a.cause) - changeCauses.indexOf(b.cause) ||
          Math.abs(b.posture) - Math.abs(a.posture) ||
          Math.abs(b.coverage) - Math.abs(a.coverage),
      )
      .map((line) => ({
        cause: line.cause,
        key: line.key,
        what: line.key === null ? findingNames(line.findings) : (texts.questions.get(line.key) ?? line.key),
        href:
          line.key === null
            ? line.findings.length === 1
              ? `/findings/${line.findings[0]}`
              : null
            : `/systems/${texts.systemId}/controls/${line.key}`,
        sentence: changeSentence(line),
        posture: line.posture,
        coverage: line.coverage,
      })),
  }
}

/** The days on which other versions counted than on the one before, and what changed. Pure. */
export function checklistMarks(
  days: readonly { day: string; checklists: readonly CountedChecklist[] }[],
): ChecklistMark[] {
  return days.flatMap(({ day, checklists }, index) => {
    const before = days[index - 1]?.checklists
    const label = before ? versionChange(before, checklists) : null
    return label ? [{ day, label }] : []
  })
}

function versionChange(
  before: readonly CountedChecklist[],
  after: readonly CountedChecklist[],
): string | null {
  const keys = [...new Set([...before, ...after].map(({ key }) => key))].sort()
  const changes = keys.flatMap((key) => {
    const [was, is] = [before, after].map((list) => list.find((each) => each.key === key)?.version)
    if (was === is) return []
    if (was === undefined) return [`${key} added`]
    return [is === undefined ? `${key} removed` : `${key} ${was} → ${is}`]
  })
  return changes.length > 0 ? changes.join(', ') : null
}
