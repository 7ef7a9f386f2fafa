import { type FormAction, VerbForm } from '@/components/ui/action-form'
import { Cell, DataTable } from '@/components/ui/data-table'
import { Moment } from '@/components/ui/moment'
import { formatNumber } from '@/lib/format/measure'
import type { OutboxKind } from '@/lib/outbox/message'
import type { MessageView, QueueView } from '@/lib/outbox/view'

const kinds: Readonly<Record<OutboxKind, string>> = { report: 'Weekly report', test: 'Test mail' }

const titles: Readonly<Record<QueueView, { at: string; text: string }>> = {
  dead: { at: 'Given up', text: 'Why' },
  waiting: { at: 'Next try', text: 'What happened last' },
  delivered: { at: 'Taken', text: 'The server said' },
}

interface MessageTableProps {
  view: QueueView
  messages: readonly MessageView[]
  zone: string
  retry: FormAction
  giveUp: FormAction
}

/** Messages of the outbox, with what can be decided about each. */
export function MessageTable({ view, messages, zone, retry, giveUp }: MessageTableProps) {
  const columns = [
    { key: 'to', title: 'To' },
    { key: 'kind', title: 'What' },
    { key: 'at', title: titles[view].at },
    { key: 'attempts', title: 'Tries', align: 'right' as const },
    { key: 'text', title: titles[view].text },
    { key: 'verbs', title: <span className="vh">Decide</span>, align: 'right' as const },
  ]
  return (
    <DataTable caption="Messages" columns={columns}>
      {messages.map((message) => (
        <tr key={message.id}>
          <th scope="row">{message.recipient || 'No address'}</th>
          <Cell label="What">{kinds[message.kind]}</Cell>
          <Cell label={titles[view].at} short>
            <Moment at={message.at} zone={zone} />
          </Cell>
          <Cell label="Tries" align="right">
            {formatNumber(message.attempts)}
          </Cell>
          <Cell label={titles[view].text}>
            {textOf(message) || <span className="muted">nothing yet</span>}
          </Cell>
          <td className="right">
            <div className="row-verbs">
              {message.state === 'dead' && (
                <VerbForm
                  action={retry}
                  verb="Try again"
                  label={`Try again to send to ${message.recipient || 'no address'}`}
                  values={{ id: message.id }}
                />
              )}
              {(message.state === 'dead' || message.state === 'pending') && (
                <VerbForm
                  action={giveUp}
                  verb="Do not send"
                  label={`Do not send to ${message.recipient || 'no address'}`}
                  variant="danger"
                  values={{ id: message.id }}
                />
              )}
            </div>
          </td>
        </tr>
      ))}
    </DataTable>
  )
}

const textOf = ({ state, text }: MessageView) => (state === 'sending' ? 'is being sent right now' : text)
