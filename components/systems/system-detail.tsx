import { ChangeLog } from '@/components/checks/change-log'
import { ChecksTable } from '@/components/checks/checks-table'
import { StripSection } from '@/components/checks/strip-section'
import { FindingLines } from '@/components/findings/finding-lines'
import { EmptyState } from '@/components/ui/empty-state'
import { Moment } from '@/components/ui/moment'
import { Section } from '@/components/ui/section'
import type { Dependencies, SystemPage, TargetLine } from '@/lib/overview/view'
import { targetKindNames } from '@/lib/systems/target-address'
import { DependencySection } from './dependency-section'

function Findings({ page, zone }: { page: SystemPage; zone: string }) {
  const { findings, openFindings, reading, counts, system } = page
  const current = counts.fail + counts.warn + counts.ok + counts.notApplicable
  return (
    <Section
      title="Open findings"
      count={findings.length < openFindings ? `${findings.length} of ${openFindings}` : openFindings}
      link={{ href: `/findings?system=${system.id}`, label: 'All findings' }}
    >
      {findings.length === 0 ? (
        <EmptyState title="No open findings.">
          {current} of {counts.checks} checks have a current result.
        </EmptyState>
      ) : (
        <FindingLines findings={findings} zone={zone} now={reading.now} />
      )}
    </Section>
  )
}

function Targets({ targets, zone, now }: { targets: readonly TargetLine[]; zone: string; now: string }) {
  return (
    <Section title="Targets" count={targets.length}>
      <dl className="terms">
        {targets.map((target) => (
          <div key={target.id}>
            <dt>{targetKindNames[target.kind]}</dt>
            <dd>
              <code>{target.address}</code>
              {target.secretSetAt && (
                <span className="muted">
                  {' '}
                  · secret set <Moment at={target.secretSetAt} zone={zone} now={now} />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

/** The evidence of a system, in the order in which somebody asks for it. */
export function SystemDetail({
  page,
  zone,
  dependencies,
  canEdit,
}: {
  page: SystemPage
  zone: string
  dependencies: Dependencies
  canEdit: boolean
}) {
  const { checks, reading, system } = page
  return (
    <>
      <Findings page={page} zone={zone} />
      <Section title="Checks" count={checks.length}>
        {checks.length === 0 ? (
          <EmptyState title="No checks.">A system that nobody looks at is never green.</EmptyState>
        ) : (
          <ChecksTable checks={checks} zone={zone} now={reading.now} />
        )}
      </Section>
      <StripSection
        name={system.name}
        strip={page.strip}
        hrefBase={`/systems/${system.id}?day=`}
        day={page.day}
        zone={zone}
      />
      <DependencySection
        name={system.name}
        dependencies={dependencies}
        editHref={canEdit && !system.archivedAt ? `/systems/${system.id}/edit#needs` : null}
      />
      <Section title="Recent changes" count={page.changes.length}>
        {page.changes.length === 0 ? (
          <EmptyState title="No check changed its state in 30 days." />
        ) : (
          <ChangeLog changes={page.changes} zone={zone} now={reading.now} />
        )}
      </Section>
      <Targets targets={page.targets} zone={zone} now={reading.now} />
    </>
  )
}
