import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { EvidenceContent } from '@/components/evidence/evidence-content'
import { EvidenceFacts } from '@/components/evidence/evidence-facts'
import { ReplaceForm } from '@/components/evidence/replace-form'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { getEvidence } from '@/lib/evidence/service'
import { evidenceKindNames } from '@/lib/evidence/view'
import { replaceEvidenceAction } from './actions'

interface Props {
  params: Promise<{ id: string }>
}

export const metadata: Metadata = { title: 'Evidence' }

export default pageDoor(async function EvidencePage({ params }: Props) {
  const viewer = await requireViewer()
  const evidence = await getEvidence(viewer, (await params).id)
  const zone = viewer.timeZone
  return (
    <>
      <PageHeader
        meta={
          <>
            Evidence of{' '}
            <Link href={`/systems/${evidence.systemId}/controls`} prefetch={false}>
              {evidence.systemName}
            </Link>{' '}
            · {evidenceKindNames[evidence.kind]}
          </>
        }
        headline={evidence.title}
        lead={standing(evidence)}
      />
      <EvidenceFacts evidence={evidence} zone={zone} />
      <EvidenceContent evidence={evidence} />
      {evidence.editable && evidence.supersededById === null && (
        <Section title="Replace it" id="replace">
          <p className="prose sec-body muted">
            Evidence never changes. What is newer takes its place; this one stays readable, and whatever rests
            on it rests on the newer piece from then on.
          </p>
          <ReplaceForm id={evidence.id} action={replaceEvidenceAction} />
        </Section>
      )}
    </>
  )
})

function standing({ supersededById, isExpired }: { supersededById: string | null; isExpired: boolean }) {
  if (supersededById) {
    return (
      <>
        Replaced: <Link href={`/evidence/${supersededById}`}>see what took its place</Link>.
      </>
    )
  }
  return isExpired ? 'Its end has passed: answers that rest on it alone are stale.' : undefined
}
