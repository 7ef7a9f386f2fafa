import Link from 'next/link'
import { SeverityMark } from '@/components/findings/severity-mark'
import { Cell, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Section } from '@/components/ui/section'
import { formatNumber } from '@/lib/format/measure'
import { formatDay } from '@/lib/format/moment'
import { signed } from '@/lib/score/sentences'
import type { PartView, SystemScoreView } from '@/lib/score/view'
import { StandingMark } from './standing-mark'

const columns = [
  { key: 'control', title: 'Control' },
  { key: 'standing', title: 'Stands' },
  { key: 'severity', title: 'Severity' },
  { key: 'weight', title: 'Weight', align: 'right' as const },
  { key: 'points', title: 'Points', align: 'right' as const },
]

const decimal = (value: number) => formatNumber(value, 1)

/** Every control that counts with what it gives: what would lift the score first, what gives all folded away. */
export function ScoreParts({ score, systemId }: { score: SystemScoreView; systemId: string }) {
  const lacking = score.parts.filter(({ points, possible }) => points < possible)
  const full = score.parts.filter(({ points, possible }) => points >= possible)
  return (
    <Section
      title="What it is made of"
      count={score.parts.length === 1 ? '1 control' : `${score.parts.length} controls`}
      id="parts"
    >
      {score.parts.length === 0 && (
        <EmptyState
          title="Nothing is asked of this system."
          actions={<Link href={`/systems/${systemId}/controls`}>Its controls</Link>}
        >
          A score counts the answers to the checklists that are assigned to a system. Without one there is
          nothing to count, and nothing is green.
        </EmptyState>
      )}
      {lacking.length > 0 && (
        <PartsTable parts={lacking} systemId={systemId} caption="Controls that give less than they could" />
      )}
      {full.length > 0 && (
        <details className="disclosure">
          <summary>
            {full.length === 1
              ? '1 control gives all its points'
              : `${full.length} controls give all their points`}
          </summary>
          <PartsTable parts={full} systemId={systemId} caption="Controls that give all their points" />
        </details>
      )}
      {score.parts.length > 0 && (
        <p className="sec-note">
          Weight 10, 5, 3 or 1 by severity. Passing gives all its points, a warning half, everything else
          none; what is unknown, stale or was never answered is not known, and lowers the coverage too.
        </p>
      )}
    </Section>
  )
}

function PartsTable({
  parts,
  systemId,
  caption,
}: {
  parts: readonly PartView[]
  systemId: string
  caption: string
}) {
  return (
    <DataTable caption={caption} columns={columns}>
      {parts.map((part) => (
        <tr key={part.key} className="link-row" data-row>
          <th scope="row">
            <Link href={`/systems/${systemId}/controls/${part.key}`} prefetch={false}>
              {part.question}
            </Link>
            <span className="why">
              {part.key} · {part.checklist}
            </span>
          </th>
          <Cell label="Stands" lead>
            <StandingMark standing={part.standing} />
          </Cell>
          <Cell label="Severity">
            <SeverityMark severity={part.severity} />
          </Cell>
          <Cell label="Weight" align="right">
            {part.weight}
          </Cell>
          <Cell label="Points" align="right">
            {decimal(part.points)} of {decimal(part.possible)}
          </Cell>
        </tr>
      ))}
    </DataTable>
  )
}

const excludedColumns = [
  { key: 'control', title: 'Control' },
  { key: 'until', title: 'Until' },
  { key: 'effect', title: 'Effect', align: 'right' as const },
  { key: 'with', title: 'Posture with it', align: 'right' as const },
]

/** What does not count for this system, and what leaving it out gives. */
export function ScoreExclusions({
  score,
  systemId,
  zone,
}: {
  score: SystemScoreView
  systemId: string
  zone: string
}) {
  if (score.exclusions.length === 0) return null
  return (
    <Section
      title="Left out as not applicable"
      count={`${score.exclusions.length}, together ${signed(score.exclusionEffect)} points`}
      id="exclusions"
    >
      <DataTable caption="Controls that do not count, and the effect" columns={excludedColumns}>
        {score.exclusions.map((each) => (
          <tr key={each.key}>
            <th scope="row">
              <Link href={`/systems/${systemId}/controls/${each.key}`} prefetch={false}>
                {each.question}
              </Link>
            </th>
            <Cell label="Until" short>
              {each.until ? formatDay(new Date(each.until), zone, new Date(score.at)) : '–'}
            </Cell>
            <Cell label="Effect" align="right">
              {signed(each.effect)}
            </Cell>
            <Cell label="Posture with it" align="right">
              {decimal(each.postureWith)}
            </Cell>
          </tr>
        ))}
      </DataTable>
    </Section>
  )
}
