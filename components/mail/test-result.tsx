import { VerdictBadge } from '@/components/checks/verdict-badge'
import { Moment } from '@/components/ui/moment'
import { RefreshWhile } from '@/components/ui/refresh-while'
import type { TestMail } from '@/lib/mail/view'

const states = {
  waiting: { verdict: 'never', word: 'On its way' },
  delivered: { verdict: 'ok', word: 'Taken by the server' },
  failed: { verdict: 'fail', word: 'Not sent' },
} as const

/** What became of the test that was sent last. */
export function TestResult({ test, zone }: { test: TestMail; zone: string }) {
  return (
    <dl className="facts" aria-live="polite">
      <div>
        <dt>Last test</dt>
        <dd>
          <VerdictBadge {...states[test.state]} />
          <RefreshWhile active={test.state === 'waiting'} />
        </dd>
      </div>
      <div>
        <dt>To</dt>
        <dd>{test.to}</dd>
      </div>
      <div>
        <dt>When</dt>
        <dd>
          <Moment at={test.at} zone={zone} />
        </dd>
      </div>
      <div>
        <dt>{test.state === 'delivered' ? 'The server said' : 'What happened'}</dt>
        <dd>
          {test.text || 'Waits for the worker: a few seconds. Where no worker runs, it waits until one does.'}
        </dd>
      </div>
    </dl>
  )
}
