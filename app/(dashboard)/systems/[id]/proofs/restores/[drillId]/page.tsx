import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { EvidenceList } from '@/components/evidence/evidence-list'
import { RestoreCounts, RestoreFacts, restoreState } from '@/components/proofs/restore-table'
import { LinkButton } from '@/components/ui/button'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { runOfDrill } from '@/lib/drills/run-service'
import { getDrill } from '@/lib/drills/service'
import { levelMeanings } from '@/lib/drills/view'
import { listEvidence } from '@/lib/evidence/service'
import { formatDay, formatDuration } from '@/lib/format/moment'
import { getSystemHead } from '@/lib/overview/service'

interface Props {
  params: Promise<{ id: string; drillId: string }>
}

export const metadata: Metadata = { title: 'Restore' }

export default pageDoor(async function RestorePage({ params }: Props) {
  const viewer = await requireViewer()
  const { id, drillId } = await params
  const { system, reading } = await getSystemHead(viewer, id)
  const drill = await getDrill(viewer, id, drillId)
  const run = drill.source === 'machine' ? await runOfDrill(viewer, id, drillId) : null
  const evidence = await listEvidence(viewer, drill.evidenceIds)
  const zone = viewer.timeZone
  const day = formatDay(new Date(drill.startedAt), zone, new Date(reading.now))
  const { word } = restoreState(drill)
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href={`/systems/${id}/proofs`} prefetch={false}>
              Proofs of {system.name}
            </Link>{' '}
            · recorded by {drill.recordedBy ?? 'Wheeltapper'},{' '}
            <Moment at={drill.recordedAt} zone={zone} now={reading.now} />
          </>
        }
        headline={`Restore of ${day}: ${word.toLowerCase()}, level ${levelMeanings[drill.level].title.toLowerCase()}, ${formatDuration(drill.durationSeconds)}`}
        actions={
          run && (
            <LinkButton href={`/systems/${id}/proofs/drills/runs/${run.runId}`}>
              The run that made it
            </LinkButton>
          )
        }
      />
      <RestoreFacts drill={drill} zone={zone} />
      <Section title="What was compared" count={drill.counts.length}>
        {drill.counts.length === 0 ? (
          <p className="sec-body muted">No counts were written down.</p>
        ) : (
          <RestoreCounts counts={drill.counts} />
        )}
      </Section>
      {drill.note && (
        <Section title="Note">
          <p className="prose sec-body evidence-note">{drill.note}</p>
        </Section>
      )}
      <Section title="Evidence" count={evidence.length}>
        <div className="sec-body">
          <EvidenceList evidence={evidence} zone={zone} now={reading.now} none="Nothing is attached." />
        </div>
      </Section>
    </>
  )
})
