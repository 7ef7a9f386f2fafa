import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { ControlList } from '@/components/checklists/control-list'
import { stateWords } from '@/components/checklists/words'
import { LinkButton } from '@/components/ui/button'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { getVersion } from '@/lib/checklists/service'

interface Props {
  params: Promise<{ key: string; number: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { key, number } = await params
  return { title: `Version ${Number(number) || '?'} of ${key}` }
}

export default pageDoor(async function VersionPage({ params }: Props) {
  const viewer = await requireViewer()
  const { key, number } = await params
  const { title, purpose, entry, controls, numbers } = await getVersion(viewer, key, Number(number))
  const path = `/checklists/${key}`
  const before = numbers[numbers.indexOf(entry.number) + 1]
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href="/checklists">Checklists</Link> · <Link href={path}>{title}</Link> ·{' '}
            {stateWords[entry.state]}
          </>
        }
        headline={`Version ${entry.number} of ${title}: ${controls.length} ${controls.length === 1 ? 'question' : 'questions'}`}
        lead={entry.note || purpose}
        actions={
          <>
            {before !== undefined && (
              <LinkButton href={`${path}/compare?from=${before}&to=${entry.number}`}>
                What it changed
              </LinkButton>
            )}
            <a className="btn" href={`${path}/versions/${entry.number}/yaml`} download>
              Download YAML
            </a>
          </>
        }
      />
      {entry.at && (
        <p className="sec-note">
          {entry.state === 'draft' ? 'Edited' : 'Published'} <Moment at={entry.at} zone={viewer.timeZone} />{' '}
          by {entry.by ?? 'the installation'}
        </p>
      )}
      <ControlList controls={controls} />
    </>
  )
})
