import type { ReactNode } from 'react'
import { requireViewer } from '@/app/viewer'
import { MainNav, MobileBar } from '@/components/shell/main-nav'
import { navigationFor } from '@/components/shell/navigation'
import { SignOut } from '@/components/shell/sign-out'

/** The shell of every signed-in page. Authorisation is the services' business, not this file's. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer()
  const groups = navigationFor(viewer, { today: 0, findings: 0 })
  return (
    <div className="shell">
      <MainNav groups={groups} person={viewer.name} signOut={<SignOut />} />
      <main id="main" className="page" tabIndex={-1}>
        {children}
      </main>
      <MobileBar groups={groups} signOut={<SignOut />} />
    </div>
  )
}
