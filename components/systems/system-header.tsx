import type { ReactNode } from 'react'
import { type FormAction, VerbForm } from '@/components/ui/action-form'
import { LinkButton } from '@/components/ui/button'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { sentenceOfCounts } from '@/lib/overview/check-state'
import type { SystemPage } from '@/lib/overview/view'
import { plain } from './systems-table'

interface SystemHeaderProps {
  page: SystemPage
  zone: string
  /** null: the viewer may not. */
  run: FormAction | null
  canEdit: boolean
  /** May write down what no check sees. */
  canFind: boolean
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const minutes = (value: number) =>
  value % 1440 === 0 ? `${value / 1440} d` : value % 60 === 0 ? `${value / 60} h` : `${value} min`

function Facts({ system }: { system: SystemPage['system'] }) {
  return (
    <dl className="facts">
      <Fact label="Owner">{system.owner ?? <b>nobody</b>}</Fact>
      {system.backupOwner && <Fact label="Back-up owner">{system.backupOwner}</Fact>}
      {system.team && <Fact label="Team">{system.team}</Fact>}
      <Fact label="Criticality">{system.criticality}</Fact>
      <Fact label="Environment">{system.environment}</Fact>
      {system.rpoMinutes !== null && <Fact label="May lose">{minutes(system.rpoMinutes)}</Fact>}
      {system.rtoMinutes !== null && <Fact label="Back within">{minutes(system.rtoMinutes)}</Fact>}
      {system.maintenanceWindow && (
        <Fact label="Maintenance">
          {system.maintenanceWindow} ({system.timeZone})
        </Fact>
      )}
      {system.tags.length > 0 && <Fact label="Tags">{system.tags.join(', ')}</Fact>}
      <Fact label="Runbook">
        {system.runbookUrl ? (
          <a href={system.runbookUrl} rel="noopener noreferrer">
            Open
          </a>
        ) : (
          <span className="muted">none</span>
        )}
      </Fact>
    </dl>
  )
}

/** What a system is, and how it stands, before any table. */
export function SystemHeader({ page, zone, run, canEdit, canFind }: SystemHeaderProps) {
  const { system, counts, reading } = page
  const newest = page.checks
    .map(({ finishedAt }) => finishedAt)
    .filter((at) => at !== null)
    .sort()
    .at(-1)
  return (
    <>
      <PageHeader
        meta={
          <>
            {system.isSelf ? 'This installation' : plain(system.kind)}
            {system.archivedAt && ' · archived'} ·{' '}
            {newest ? (
              <>
                last looked <Moment at={newest} zone={zone} now={reading.now} />
              </>
            ) : (
              'never looked yet'
            )}
          </>
        }
        headline={sentenceOfCounts(system.name, counts)}
        lead={system.description || undefined}
        actions={
          <>
            {run && counts.checks > 0 && (
              <VerbForm action={run} verb="Run all checks" values={{ systemId: system.id }} hotkey="r" />
            )}
            {canEdit && !system.isSelf && !system.archivedAt && (
              <LinkButton href={`/systems/new?to=${system.id}`}>Watch more</LinkButton>
            )}
            {canFind && !system.archivedAt && (
              <LinkButton href={`/findings/new?system=${system.id}`}>New finding</LinkButton>
            )}
            {canEdit && <LinkButton href={`/systems/${system.id}/edit`}>Edit</LinkButton>}
          </>
        }
      />
      <Facts system={system} />
    </>
  )
}
