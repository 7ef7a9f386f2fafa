import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { AnswerForm } from '@/components/assessments/answer-form'
import { AnswerNotice } from '@/components/assessments/answer-notice'
import { ControlHistory } from '@/components/assessments/control-history'
import { DataBox } from '@/components/assessments/data-box'
import { CurrentExclusion, ExclusionFolds } from '@/components/assessments/exclusion-part'
import { OtherHalves } from '@/components/assessments/other-halves'
import { StandingFacts } from '@/components/assessments/standing-facts'
import { SystemTabs } from '@/components/systems/system-tabs'
import { LinkButton } from '@/components/ui/button'
import { InlineCode } from '@/components/ui/inline-code'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { exclusionSentence, findingSentence, scoreSentence } from '@/lib/assessments/effect-sentences'
import { getControl } from '@/lib/assessments/service'
import type { ControlView } from '@/lib/assessments/view'
import { dayOf } from '@/lib/findings/end-of-day'
import { formatDay } from '@/lib/format/moment'
import { getSystemHead } from '@/lib/overview/service'
import { previewScore, type ScorePreview } from '@/lib/score/preview-score'
import {
  answerControlAction,
  approveExclusionAction,
  declineExclusionAction,
  endExclusionAction,
  requestExclusionAction,
} from '../actions'

interface Props {
  params: Promise<{ id: string; key: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const exclusionActions = {
  request: requestExclusionAction,
  approve: approveExclusionAction,
  decline: declineExclusionAction,
  end: endExclusionAction,
}

export const metadata: Metadata = { title: 'Question' }

export default pageDoor(async function ControlPage({ params, searchParams }: Props) {
  const viewer = await requireViewer()
  const { id, key } = await params
  const [{ system }, view] = await Promise.all([getSystemHead(viewer, id), getControl(viewer, id, key)])
  const preview = await previewScore(viewer, id, key)
  const { control, abilities, now } = view
  const zone = viewer.timeZone
  const isOut = view.line.exclusion?.isInForce ?? false
  const exclusion = {
    exclusions: view.exclusions,
    abilities,
    systemId: id,
    controlKey: key,
    isGrave: control.severity === 'critical' || control.severity === 'high',
    latestDay: dayOf(new Date(view.latestExclusionEnd), zone),
    effect: preview && !isOut ? exclusionSentence(preview) : null,
    zone,
    viewerId: viewer.id,
    actions: exclusionActions,
  }
  return (
    <>
      <PageHeader
        meta={
          <>
            <Link href={`/systems/${id}`} prefetch={false}>
              {system.name}
            </Link>{' '}
            ·{' '}
            <Link href={`/systems/${id}/controls`} prefetch={false}>
              Controls
            </Link>{' '}
            · {view.checklist.title}, {control.area}
          </>
        }
        headline={control.question}
        lead={control.why}
        actions={<Neighbours view={view} systemId={id} />}
      />
      <SystemTabs systemId={id} current="controls" />
      <AnswerNotice search={await searchParams} />
      <StandingFacts view={view} zone={zone} />
      <OtherHalves halves={view.otherHalves} systemId={id} />
      <CurrentExclusion {...exclusion} />
      <Section title="Answer" id="answer-now">
        <DataBox suggestion={view.suggestion} />
        <Effect view={view} preview={preview} zone={zone} />
        {abilities.answer && control.type !== 'auto' && !isOut && (
          <AnswerForm view={formView(view)} systemId={id} action={answerControlAction} />
        )}
        {!abilities.answer && (
          <p className="sec-note">
            {system.archivedAt
              ? 'The system is archived: its answers can only be read.'
              : 'Answering needs the role maintainer in the team that owns the system. A manager or admin can give it to you.'}
          </p>
        )}
        <ExclusionFolds {...exclusion} />
      </Section>
      <Section title="What to do about it" id="remedy">
        <p className="prose sec-body">
          <InlineCode text={control.remediation} />
        </p>
      </Section>
      <ControlHistory events={view.events} zone={zone} now={now} />
    </>
  )
})

/** What the form needs, and nothing else: it travels to the browser. */
function formView({ control, revision, nextOpen, suggestion, answer }: ControlView) {
  const { key, type, choices, threshold, evidencePolicy, question } = control
  return {
    control: { key, type, choices, threshold, evidencePolicy, question },
    revision,
    nextOpen,
    suggestion,
    answer,
  }
}

function Neighbours({ view: { previous, next }, systemId }: { view: ControlView; systemId: string }) {
  const base = `/systems/${systemId}/controls`
  return (
    <>
      {previous && (
        <LinkButton href={`${base}/${previous}`} data-hotkey="[" aria-keyshortcuts="[">
          Previous
        </LinkButton>
      )}
      {next && (
        <LinkButton href={`${base}/${next}`} data-hotkey="]" aria-keyshortcuts="]">
          Next
        </LinkButton>
      )}
    </>
  )
}

function Effect({ view, preview, zone }: { view: ControlView; preview: ScorePreview | null; zone: string }) {
  const due = formatDay(new Date(view.findingDue), zone, new Date(view.now))
  const sentences = [
    view.abilities.answer ? findingSentence(view, due) : null,
    preview ? scoreSentence(preview) : null,
  ].filter(Boolean)
  return sentences.length > 0 ? <p className="sec-note">{sentences.join(' ')}</p> : null
}
