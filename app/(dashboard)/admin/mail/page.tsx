import type { Metadata } from 'next'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { MailForm } from '@/components/mail/mail-form'
import { MessageTable } from '@/components/mail/message-table'
import { TestForm } from '@/components/mail/test-form'
import { TestResult } from '@/components/mail/test-result'
import { VerbForm } from '@/components/ui/action-form'
import { EmptyState } from '@/components/ui/empty-state'
import { Moment } from '@/components/ui/moment'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { withQuery } from '@/components/ui/query-link'
import { Section } from '@/components/ui/section'
import { ViewTabs } from '@/components/ui/view-tabs'
import { readMail } from '@/lib/mail/service'
import type { MailView } from '@/lib/mail/view'
import { queueQuery, queueViews } from '@/lib/outbox/schema'
import { listMessages } from '@/lib/outbox/service'
import type { QueuePage, QueueView } from '@/lib/outbox/view'
import {
  giveUpMessageAction,
  removeMailAction,
  retryAllAction,
  retryMessageAction,
  saveMailAction,
  sendTestAction,
} from './actions'

export const metadata: Metadata = { title: 'Mail' }

type Search = Promise<Record<string, string | string[] | undefined>>

const labels: Readonly<Record<QueueView, string>> = {
  dead: 'Given up',
  waiting: 'Waiting',
  delivered: 'Taken',
}

const nothing: Readonly<Record<QueueView, { title: string; text: string }>> = {
  dead: {
    title: 'Nothing was given up.',
    text: 'A message is tried for three days. What could not be sent by then, or what the server refused for good, stands here until somebody decides.',
  },
  waiting: {
    title: 'Nothing waits.',
    text: 'Reports stand here from their hour on, until a mail server has taken them.',
  },
  delivered: {
    title: 'Nothing was taken in the last 7 days.',
    text: 'What a mail server has taken is kept here for 90 days.',
  },
}

export default pageDoor(async function MailPage({ searchParams }: { searchParams: Search }) {
  const viewer = await requireViewer()
  const query = queueQuery.parse(await searchParams)
  const [mail, queue] = await Promise.all([readMail(viewer), listMessages(viewer, query)])
  return (
    <>
      <PageHeader headline={mail.headline} lead={mail.lead} />
      <Outage mail={mail} zone={viewer.timeZone} />
      {mail.settings && <Test mail={mail} zone={viewer.timeZone} />}
      {mail.settings && <Messages queue={queue} zone={viewer.timeZone} />}
      <Server settings={mail.settings} />
      {!mail.settings && <Messages queue={queue} zone={viewer.timeZone} />}
    </>
  )
})

function Test({ mail: { test, ownAddress }, zone }: { mail: MailView; zone: string }) {
  return (
    <Section title="Test" id="test">
      <p className="sec-note muted">A test goes the way that every mail goes, and is tried once.</p>
      {test && <TestResult test={test} zone={zone} />}
      <TestForm action={sendTestAction} ownAddress={ownAddress} />
    </Section>
  )
}

function Server({ settings }: { settings: MailView['settings'] }) {
  return (
    <Section title="Mail server" id="server">
      {!settings && (
        <p className="sec-note">
          Weekly reports go to people by mail. Name the server that sends mail for you: your provider calls it
          SMTP or “outgoing mail”.
        </p>
      )}
      <MailForm action={saveMailAction} settings={settings} />
      {settings && (
        <>
          <p className="sec-note">
            Without a mail server, what is due waits, and is given up after three days.
          </p>
          <VerbForm action={removeMailAction} verb="Remove the mail server" variant="danger" values={{}} />
        </>
      )}
    </Section>
  )
}

function Outage({ mail: { outage }, zone }: { mail: MailView; zone: string }) {
  if (!outage) return null
  return (
    <div className="message message-error" role="status">
      <p>{outage.error}</p>
      <p className="muted">
        Since <Moment at={outage.since} zone={zone} />. It is asked again{' '}
        <Moment at={outage.nextTryAt} zone={zone} />; then everything that waits is sent. Nothing is lost: a
        message waits three days.
      </p>
    </div>
  )
}

function Messages({ queue, zone }: { queue: QueuePage; zone: string }) {
  const { view, messages, counts, page, pages } = queue
  const hrefOf = (to: QueueView, at: number | null = null) =>
    withQuery('/admin/mail', { view: to }, { page: at === null ? null : String(at) })
  return (
    <Section title="Messages" id="messages">
      <ViewTabs
        label="Messages"
        tabs={queueViews.map((each) => ({
          href: hrefOf(each),
          label: labels[each],
          count: counts[each],
          isCurrent: each === view,
        }))}
        end={
          view === 'dead' &&
          messages.length > 1 && <VerbForm action={retryAllAction} verb="Try all again" values={{}} />
        }
      />
      {messages.length === 0 ? (
        <EmptyState title={nothing[view].title}>{nothing[view].text}</EmptyState>
      ) : (
        <MessageTable
          view={view}
          messages={messages}
          zone={zone}
          retry={retryMessageAction}
          giveUp={giveUpMessageAction}
        />
      )}
      <Pager page={page} pages={pages} hrefOf={(to) => hrefOf(view, to)} />
    </Section>
  )
}
