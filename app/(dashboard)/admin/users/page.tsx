import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { PersonForm } from '@/components/auth/person-form'
import { PersonTable } from '@/components/auth/person-table'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { peopleHeadline } from '@/lib/auth/people-headline'
import { listTeams } from '@/lib/auth/team-service'
import { listUsers } from '@/lib/auth/user-service'
import { createUserAction } from './actions'

export const metadata: Metadata = { title: 'Users' }

export default pageDoor(async function UsersPage() {
  const viewer = await requireViewer()
  const people = await listUsers(viewer)
  const teams = await listTeams(viewer)
  return (
    <>
      <PageHeader headline={peopleHeadline(people)} />
      <Section title="People" count={people.length}>
        <PersonTable people={people} zone={viewer.timeZone} now={new Date()} />
      </Section>
      <Section title="Add a person" id="add" isForScreen>
        <p className="sec-note muted">
          You get a link to hand over. With it the person chooses a password; it works once, for 24 hours.
        </p>
        <PersonForm action={createUserAction} teams={teams.map(({ id, name }) => ({ id, name }))} />
      </Section>
    </>
  )
})
