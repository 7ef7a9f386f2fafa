import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { CheckForm } from '@/components/checks/check-form'
import { PauseForms } from '@/components/checks/pause-forms'
import { PageHeader } from '@/components/ui/page-header'
import { getCheckForm } from '@/lib/checks/changes'
import { Problem } from '@/lib/problem'
import { editCheckAction, pauseCheckAction, resumeCheckAction } from './actions'

export const metadata: Metadata = { title: 'Edit check' }

export default pageDoor(async function EditCheckPage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer()
  const { id } = await params
  const check = await getCheckForm(viewer, id).catch(fixed)
  if (typeof check === 'string') {
    return (
      <>
        <PageHeader headline="This check is fixed" lead={check} />
        <p className="sec-note">
          <Link href={`/checks/${id}`}>Back to the check</Link>
        </p>
      </>
    )
  }
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href={`/systems/${check.systemId}`} prefetch={false}>
              {check.systemName}
            </Link>{' '}
            ·{' '}
            <Link href={`/checks/${check.id}`} prefetch={false}>
              {check.name}
            </Link>{' '}
            · <code>{check.kind}</code>
          </>
        }
        headline={`Edit ${check.name}`}
        lead={check.proves}
      />
      <CheckForm check={check} action={editCheckAction} />
      <PauseForms
        check={check}
        zone={viewer.timeZone}
        actions={{ pause: pauseCheckAction, resume: resumeCheckAction }}
      />
    </>
  )
})

/** The installation's own checks have no form, only a reason. */
function fixed(error: unknown): string {
  if (error instanceof Problem && error.kind === 'conflict') return error.message
  throw error
}
