import Link from 'next/link'
import { type FormAction, VerbForm } from '@/components/ui/action-form'
import { LinkButton } from '@/components/ui/button'
import { FormMessage } from '@/components/ui/form-message'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { dayOf } from '@/lib/findings/end-of-day'
import { overviewSentence } from '@/lib/reviews/overview-sentence'
import { isOver, reviewStateNames } from '@/lib/reviews/review-state'
import type { OverviewPage } from '@/lib/reviews/view'
import { AgendaView } from './agenda-view'
import { ManageForms } from './manage-forms'
import { QuestionList } from './question-list'
import { ClosedNotice, ReviewMeta, ReviewProgress } from './review-meta'

interface OverviewProps {
  page: OverviewPage
  zone: string
  notice?: string | undefined
  actions: Record<'change' | 'cancel' | 'lookAgain' | 'fillNow', FormAction>
}

/** A review before it is closed: how far it is, what it talks about, its questions. */
export function OverviewView({ page, zone, notice, actions }: OverviewProps) {
  const { head, agenda, steps } = page
  return (
    <>
      <PageHeader
        meta={
          <ReviewMeta head={head}>
            {' '}
            ·{' '}
            {head.state === 'preparing' && head.preparedAt ? 'Ready to begin' : reviewStateNames[head.state]}{' '}
            · led by {head.lead.name}
            {head.state === 'planned' && (
              <>
                {' '}
                · planned for <Moment at={head.plannedFor} zone={zone} now={head.now} />
              </>
            )}
          </ReviewMeta>
        }
        headline={overviewSentence(page)}
        lead={page.endReason && head.state !== 'cancelled' ? `Sent back: ${page.endReason}` : undefined}
        actions={<Verbs page={page} />}
      />
      <FormMessage tone="ok">{notice}</FormMessage>
      {isOver(head.state) && <ClosedNotice head={head} />}
      {head.total > 0 && <ReviewProgress head={head} />}
      <Waiting page={page} fillNow={actions.fillNow} />
      {agenda && (
        <Section
          title="Agenda"
          age={
            <>
              as of <Moment at={agenda.at} zone={zone} now={head.now} />
            </>
          }
        >
          <AgendaView agenda={agenda} />
        </Section>
      )}
      {page.questions.length > 0 && (
        <Section title="Questions" count={`${head.answered} of ${head.total} answered`}>
          <QuestionList page={page} />
        </Section>
      )}
      {head.mayWork && !isOver(head.state) && (
        <Section title="This review" id="manage" isForScreen>
          {page.agenda && head.mayAnswer && page.batch === null && (
            <div className="sec-body">
              <VerbForm action={actions.lookAgain} verb="Ask the data again" values={{ reviewId: head.id }} />
              <p className="sec-note">Runs all checks once more. Answers that people gave stay.</p>
            </div>
          )}
          <ManageForms
            head={head}
            people={page.people}
            plannedDay={dayOf(new Date(head.plannedFor), zone)}
            change={actions.change}
            cancel={actions.cancel}
          />
        </Section>
      )}
      <Steps steps={steps} zone={zone} now={head.now} />
    </>
  )
}

function Verbs({ page }: { page: OverviewPage }) {
  const { head, nextPosition, toConfirm } = page
  const base = `/reviews/${head.id}`
  if (head.state === 'sign-off')
    return (
      <LinkButton href={`${base}/check`} variant="primary">
        Sign or send back
      </LinkButton>
    )
  if (!head.mayAnswer) return null
  return (
    <>
      {toConfirm > 0 && (
        <LinkButton href={`${base}/confirm`} variant="primary">
          Confirm what is known ({toConfirm})
        </LinkButton>
      )}
      {nextPosition !== null && (
        <LinkButton href={`${base}/q/${nextPosition}`} variant={toConfirm > 0 ? 'default' : 'primary'}>
          {head.answered === 0 ? 'Begin with the questions' : 'Go on with the questions'}
        </LinkButton>
      )}
      <LinkButton href={`${base}/check`} variant={nextPosition === null ? 'primary' : 'default'}>
        Check the answers
      </LinkButton>
    </>
  )
}

function Waiting({ page, fillNow }: { page: OverviewPage; fillNow: FormAction }) {
  const { head, batch } = page
  if (head.preparedAt !== null || (head.state !== 'preparing' && head.state !== 'in-review')) return null
  return (
    <div className="notice" role="status">
      <p>
        <strong>The data are being gathered.</strong>{' '}
        {batch ? (
          <>
            {batch.done} of {batch.total} checks have run.{' '}
            <Link href={`/runs/${batch.id}`} prefetch={false}>
              Watch them
            </Link>
          </>
        ) : (
          'The questions come in a moment.'
        )}
      </p>
      {head.mayWork && (
        <VerbForm action={fillNow} verb="Begin with what is known now" values={{ reviewId: head.id }} />
      )}
    </div>
  )
}

const stepWords: Readonly<Record<string, string>> = {
  planned: 'planned it',
  prepared: 'gathered the data',
  started: 'gave the first answer',
  submitted: 'handed it in',
  rejected: 'sent it back',
  signed: 'signed it',
  cancelled: 'cancelled it',
  changed: 'changed it',
}

function Steps({ steps, zone, now }: { steps: OverviewPage['steps']; zone: string; now: string }) {
  if (steps.length === 0) return null
  return (
    <Section title="What happened" id="steps">
      <ol className="log">
        {steps.map(({ at, actor, type, comment }) => (
          <li key={`${at} ${type}`}>
            <Moment at={at} zone={zone} now={now} />
            <span>
              {actor === 'worker' ? 'Wheeltapper' : actor} {stepWords[type] ?? type}
              {comment && `: ${comment}`}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
