import type { ReactNode } from 'react'
import { layoutDoor } from '@/app/page-door'
import { tasksToDo } from '@/app/tasks-to-do'
import { requireViewer } from '@/app/viewer'
import { EvidenceLimit } from '@/components/evidence/evidence-limit'
import { MainNav, MobileBar } from '@/components/shell/main-nav'
import { navigationFor } from '@/components/shell/navigation'
import { ShellLife } from '@/components/shell/shell-life'
import { ShortcutList } from '@/components/shell/shortcut-list'
import { SignOut } from '@/components/shell/sign-out'
import { evidenceMaxBytes } from '@/lib/env'
import { getNavigation } from '@/lib/today/service'

/** The shell of every signed-in page. Authorisation is the services' business, not this file's. */
export default layoutDoor(async function DashboardLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer()
  const [{ now, ...counts }, tasks] = await Promise.all([getNavigation(viewer), tasksToDo(viewer)])
  const groups = navigationFor(viewer, { ...counts, tasks })
  return (
    <div className="shell">
      <MainNav groups={groups} person={viewer.name} signOut={<SignOut />} />
      <main id="main" className="page" tabIndex={-1}>
        <EvidenceLimit bytes={evidenceMaxBytes()}>{children}</EvidenceLimit>
      </main>
      <MobileBar groups={groups} signOut={<SignOut />} />
      <ShellLife hotkeys={viewer.hotkeys} zone={viewer.timeZone} now={now} sheet={<ShortcutList />} />
    </div>
  )
})
