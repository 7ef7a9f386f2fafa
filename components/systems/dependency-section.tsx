import Link from 'next/link'
import { VerdictBadge } from '@/components/checks/verdict-badge'
import { Cell, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Section } from '@/components/ui/section'
import { stateOfCounts } from '@/lib/overview/check-state'
import type { Dependencies, DependencyLine } from '@/lib/overview/view'

const columns = [
  { key: 'system', title: 'System' },
  { key: 'state', title: 'Checks now' },
  { key: 'purpose', title: 'What for' },
]

/** What a system needs and what needs it, each with its state now. */
export function DependencySection({
  name,
  dependencies,
  editHref,
}: {
  name: string
  dependencies: Dependencies
  /** null: the viewer may not. */
  editHref: string | null
}) {
  const { needs, neededBy, circle } = dependencies
  return (
    <Section
      title="Needs and needed by"
      count={needs.length + neededBy.length}
      link={editHref ? { href: editHref, label: 'Edit' } : undefined}
    >
      {needs.length + neededBy.length === 0 ? (
        <EmptyState title="It is not noted what it needs.">
          Whoever is called at night looks first at what a system stands on.
        </EmptyState>
      ) : (
        <DataTable caption={`What ${name} needs, and what needs ${name}`} columns={columns}>
          <Lines title={`${name} needs`} lines={needs} />
          <Lines title={`${name} is needed by`} lines={neededBy} />
        </DataTable>
      )}
      {circle && (
        <p className="sec-note">
          They need each other in a circle: {[name, ...circle, name].join(' → ')}. If all are down, none of
          them can be started first.
        </p>
      )}
    </Section>
  )
}

function Lines({ title, lines }: { title: string; lines: readonly DependencyLine[] }) {
  if (lines.length === 0) return null
  return (
    <>
      <tr className="group">
        <th scope="rowgroup" colSpan={3}>
          {title}
        </th>
      </tr>
      {lines.map((line) => {
        const { state, word } = stateOfCounts(line.counts)
        return (
          <tr key={line.id} className="link-row" data-row>
            <th scope="row">
              <Link href={`/systems/${line.id}`} prefetch={false}>
                {line.name}
              </Link>
            </th>
            <Cell label="Checks now" lead>
              <VerdictBadge verdict={state} word={word} />
            </Cell>
            <Cell label="What for">{line.purpose}</Cell>
          </tr>
        )
      })}
    </>
  )
}
