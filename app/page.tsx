import { redirect } from 'next/navigation'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { whereToBegin } from '@/lib/today/landing-service'

/** The front door leads to what this person needs first. */
export default pageDoor(async function HomePage() {
  redirect(await whereToBegin(await requireViewer()))
})
