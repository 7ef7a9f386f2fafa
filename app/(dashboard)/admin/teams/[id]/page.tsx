import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { TeamForm } from '@/components/auth/team-form'
import { VerbForm } from '@/components/ui/action-form'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { getTeam } from '@/lib/auth/team-service'
import { listUsers } from '@/lib/auth/user-service'
import { changeTeamAction, deleteTeamAction } from '../actions'

export const metadata: Metadata = { title: 'Team' }

export default pageDoor(async function TeamPage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer()
  const team = await getTeam(viewer, (await params).id)
  const people = (await listUsers(viewer)).filter((person) => person.disabledAt === null)
  const { id, name, systems } = team
  return (
    <>
      <PageHeader
        meta={<Link href="/admin/teams">Teams</Link>}
        headline={name}
        lead={
          systems === 0
            ? 'Looks after no system yet.'
            : `Looks after ${systems} system${systems === 1 ? '' : 's'}.`
        }
      />
      <Section title="Name and members" id="team">
        <TeamForm
          action={changeTeamAction}
          team={{ id, name, memberIds: team.members.map((member) => member.id) }}
          people={people.map((person) => ({ id: person.id, name: person.name, email: person.email }))}
        />
      </Section>
      <Section title="Remove">
        <p className="sec-note muted">
          {systems === 0
            ? 'Its members stay; only the team goes.'
            : 'A team that looks after systems cannot be removed: every maintainer could then change them.'}
        </p>
        {systems === 0 && (
          <VerbForm
            action={deleteTeamAction}
            verb="Remove team"
            label={`Remove team ${name}`}
            variant="danger"
            values={{ id }}
          />
        )}
      </Section>
    </>
  )
})
