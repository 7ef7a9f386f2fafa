import Link from 'next/link'
import type { ReactNode } from 'react'
import { LinkButton } from '@/components/ui/button'
import { Moment } from '@/components/ui/moment'
import { Section } from '@/components/ui/section'
import { checklistSentence } from '@/lib/assessments/controls-headline'
import type { ControlLine, ControlsView } from '@/lib/assessments/view'
import { ControlBadge, freshnessWords } from './control-badge'

interface ControlListProps {
  view: ControlsView
  systemId: string
  zone: string
}

/** Every control of a system by checklist and area: how it stands, who says so, since when, and one verb. */
export function ControlList({ view, systemId, zone }: ControlListProps) {
  return view.checklists.map((checklist) => (
    <Section
      key={checklist.key}
      title={checklist.title}
      id={`checklist-${checklist.key}`}
      count={checklistSentence(checklist)}
      link={{ href: `/checklists/${checklist.key}`, label: `Version ${checklist.versionNumber}` }}
    >
      {checklist.areas.map(({ area, controls }) => (
        <div key={area} className="control-area">
          <h3>{area}</h3>
          <ul className="rows">
            {controls.map((line) => (
              <Row
                key={line.key}
                line={line}
                systemId={systemId}
                zone={zone}
                editable={view.editable}
                now={view.now}
              />
            ))}
          </ul>
        </div>
      ))}
    </Section>
  ))
}

interface RowProps {
  line: ControlLine
  systemId: string
  zone: string
  editable: boolean
  now: string
}

function Row({ line, systemId, zone, editable, now }: RowProps) {
  const href = `/systems/${systemId}/controls/${line.key}`
  return (
    <li className="row" data-row>
      <ControlBadge line={line} />
      <div>
        <Link href={href} prefetch={false}>
          {line.question}
        </Link>
        <div className="row-why">
          <Answer line={line} zone={zone} />
        </div>
      </div>
      <div className="row-side muted">
        <Age line={line} zone={zone} now={now} />
      </div>
      <LinkButton href={href} aria-label={`${verbOf(line, editable)}: ${line.question}`}>
        {verbOf(line, editable)}
      </LinkButton>
    </li>
  )
}

function verbOf({ outcome, source, exclusion }: ControlLine, editable: boolean): string {
  if (!editable || exclusion?.isInForce) return 'Look'
  return outcome === 'unknown' || source === null ? 'Answer' : 'Review'
}

function Answer({ line, zone }: { line: ControlLine; zone: string }): ReactNode {
  if (line.exclusion?.isInForce) {
    return (
      <>
        Left out until <Moment at={line.exclusion.until} zone={zone} />
      </>
    )
  }
  return (
    <>
      {line.exclusion && 'Asked to be left out. '}
      {line.statement}
      {line.source === 'auto' && <span> From data.</span>}
      {line.source !== 'auto' && line.answeredBy && ` · ${line.answeredBy}`}
      {line.source === 'carried' && ', carried over from an earlier version'}
      {line.evidence.length > 0 && (
        <>
          {' · '}
          {line.evidence.map(({ id, title }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <Link href={`/evidence/${id}`} prefetch={false}>
                {title}
              </Link>
            </span>
          ))}
        </>
      )}
      {line.findingNumber !== null && (
        <>
          {' · '}
          <Link href={`/findings/${line.findingNumber}`} prefetch={false}>
            F-{line.findingNumber}
          </Link>
        </>
      )}
    </>
  )
}

/** When it was answered, and that it is due: data are as old as their last change, which says little. */
function Age({ line, zone, now }: { line: ControlLine; zone: string; now: string }): ReactNode {
  if (line.answeredAt === null) return null
  return (
    <>
      <span>
        {line.source === 'auto' ? 'changed ' : ''}
        <Moment at={line.answeredAt} zone={zone} now={now} />
      </span>
      {line.freshness === 'due-soon' && <span className="due-soon">{freshnessWords['due-soon']}</span>}
    </>
  )
}
