import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { currentClaims, requireViewer } from '@/app/viewer'
import { ChangePasswordForm } from '@/components/auth/change-password-form'
import { ProfileForm } from '@/components/auth/profile-form'
import { roleWord } from '@/components/auth/role-choices'
import { SessionTable } from '@/components/auth/session-table'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { listOwnSessions } from '@/lib/auth/session-service'
import { timeZones } from '@/lib/auth/time-zones'
import { changePasswordAction, changeProfileAction, endSessionAction } from './actions'

export const metadata: Metadata = { title: 'Your settings' }

export default pageDoor(async function MePage() {
  const viewer = await requireViewer()
  const [sessions, claims] = await Promise.all([listOwnSessions(viewer), currentClaims()])
  const { name, timeZone, theme, hotkeys, landing, role } = viewer
  return (
    <>
      <PageHeader meta={`${viewer.email} · ${roleWord[viewer.role]}`} headline="Your settings" />
      <Section title="Profile">
        <ProfileForm
          action={changeProfileAction}
          viewer={{ name, timeZone, theme, hotkeys, landing, role }}
          zones={timeZones()}
        />
      </Section>
      <Section title="Password" id="new-password">
        <p className="sec-note muted">A new password ends every session but this one.</p>
        <ChangePasswordForm action={changePasswordAction} email={viewer.email} />
      </Section>
      <Section title="Sessions" count={sessions.length}>
        <SessionTable
          sessions={sessions}
          current={claims?.sid ?? null}
          zone={viewer.timeZone}
          now={new Date()}
          end={endSessionAction}
        />
      </Section>
    </>
  )
})
