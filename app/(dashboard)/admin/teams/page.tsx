import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { TeamForm } from '@/components/auth/team-form'
import { Cell, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { manageTeams } from '@/lib/auth/team-service'
import { createTeamAction } from './actions'

export const metadata: Metadata = { title: 'Teams' }

const columns = [
  { key: 'name', title: 'Name' },
  { key: 'members', title: 'Members' },
  { key: 'systems', title: 'Systems', align: 'right' as const },
]

export default pageDoor(async function TeamsPage() {
  const viewer = await requireViewer()
  const teams = await manageTeams(viewer)
  return (
    <>
      <PageHeader
        headline={
          teams.length === 1 ? 'One team looks after systems' : `${teams.length} teams look after systems`
        }
        lead="Maintainers change what their teams own, and what no team owns."
      />
      <Section title="Teams" count={teams.length}>
        {teams.length === 0 ? (
          <EmptyState title="There is no team yet.">
            Until there is one, every maintainer may change every system.
          </EmptyState>
        ) : (
          <DataTable caption="Teams" columns={columns}>
            {teams.map((team) => (
              <tr key={team.id} className="link-row">
                <th scope="row">
                  <Link href={`/admin/teams/${team.id}`} prefetch={false}>
                    {team.name}
                  </Link>
                </th>
                <Cell label="Members">
                  {team.members.map((member) => member.name).join(', ') || (
                    <span className="muted">nobody yet</span>
                  )}
                </Cell>
                <Cell label="Systems" align="right">
                  {team.systems}
                </Cell>
              </tr>
            ))}
          </DataTable>
        )}
      </Section>
      <Section title="Add a team" id="add" isForScreen>
        <TeamForm action={createTeamAction} />
      </Section>
    </>
  )
})
