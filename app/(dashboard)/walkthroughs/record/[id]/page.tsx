import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { VerbForm } from '@/components/ui/action-form'
import { FormMessage } from '@/components/ui/form-message'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { VerdictForm } from '@/components/walkthroughs/path-forms'
import { RecordView } from '@/components/walkthroughs/record-view'
import { saidSentence } from '@/components/walkthroughs/said'
import { getWalkthroughRecord } from '@/lib/walkthroughs/service'
import { stateNames } from '@/lib/walkthroughs/words'
import { giveUpAction, judgeAction } from '../../actions'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: 'A walkthrough' }

export default pageDoor(async function WalkthroughRecordPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const record = await getWalkthroughRecord(viewer, (await params).id)
  const { line } = record
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href="/walkthroughs">Walkthroughs</Link> ·{' '}
            <Link href={`/walkthroughs/${line.systemId}`} prefetch={false}>
              {line.systemName}
            </Link>{' '}
            · {stateNames[line.state]} · <Moment at={line.at} zone={viewer.timeZone} now={record.now} />
          </>
        }
        headline={record.headline}
      />
      <FormMessage tone="ok">{saidSentence((await searchParams).said)}</FormMessage>
      {record.maySign && (
        <Section title="Sign, or give it back" id="sign" isForScreen>
          <p className="sec-note">
            Talk about what they got wrong, what they did not find and what confused them; then sign. It
            counts for the control that asks for two people within a year.
          </p>
          <VerdictForm walkthroughId={line.id} action={judgeAction} />
        </Section>
      )}
      {record.notSigning && <p className="sec-note">{record.notSigning}</p>}
      {record.completedAt && (
        <p className="when">
          Signed by {record.signedByName ?? 'somebody who left'},{' '}
          <Moment at={record.completedAt} zone={viewer.timeZone} now={record.now} />
          {record.mentorNote && `: “${record.mentorNote}”`}
        </p>
      )}
      <RecordView record={record} />
      {record.mayGiveUp && (
        <Section title="Give it up" isForScreen>
          <div className="actions sec-body">
            <VerbForm
              action={giveUpAction}
              verb="End without a signature"
              values={{ walkthroughId: line.id }}
            />
          </div>
        </Section>
      )}
    </>
  )
})
