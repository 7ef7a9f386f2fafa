import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { PersonForm } from '@/components/auth/person-form'
import { roleWord } from '@/components/auth/role-choices'
import { VerbForm } from '@/components/ui/action-form'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { listTeams } from '@/lib/auth/team-service'
import { getUser } from '@/lib/auth/user-service'
import {
  changeUserAction,
  disableUserAction,
  enableUserAction,
  endSessionsAction,
  issueLinkAction,
} from '../actions'

export const metadata: Metadata = { title: 'User' }

export default pageDoor(async function UserPage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer()
  const person = await getUser(viewer, (await params).id)
  const teams = await listTeams(viewer)
  const { id, name, role, email } = person
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href="/admin/users">Users</Link> · {email}
          </>
        }
        headline={person.disabledAt ? `${name} is disabled` : `${name}, ${roleWord[role].toLowerCase()}`}
        lead={
          person.lastSeenAt ? (
            <>
              Last seen <Moment at={person.lastSeenAt} zone={viewer.timeZone} now={new Date()} />.
            </>
          ) : (
            'Has never signed in.'
          )
        }
      />
      <Section title="Account">
        <PersonForm
          action={changeUserAction}
          teams={teams.map((team) => ({ id: team.id, name: team.name }))}
          person={{ id, name, role, teamIds: person.teams.map((team) => team.id) }}
        />
        <p className="sec-note muted">Another role ends every session of this person.</p>
      </Section>
      <Section title="Password">
        <p className="sec-note muted">
          With a link the person chooses a new password. Until then the old one works.
          {person.linkUntil && (
            <>
              {' '}
              A link is out until <Moment at={person.linkUntil} zone={viewer.timeZone} />; a new one replaces
              it.
            </>
          )}
        </p>
        <VerbForm action={issueLinkAction} verb="Make a password link" values={{ id }} />
      </Section>
      <Section title="Access">
        <div className="form">
          <VerbForm action={endSessionsAction} verb="End every session" values={{ id }} />
          {person.disabledAt ? (
            <VerbForm action={enableUserAction} verb="Enable" label={`Enable ${name}`} values={{ id }} />
          ) : (
            <VerbForm
              action={disableUserAction}
              verb="Disable"
              label={`Disable ${name}`}
              variant="danger"
              values={{ id }}
            />
          )}
        </div>
        <p className="sec-note muted">
          Disabling ends every session at once. What the person owns stays theirs until somebody takes it.
        </p>
      </Section>
    </>
  )
})
