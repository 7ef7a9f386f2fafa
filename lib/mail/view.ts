import type { MailSettings } from './settings'

/** The page on which administrators look after mail. */
export interface MailView {
  headline: string
  lead: string
  /** Null: no mail server is set. */
  settings: (MailSettings & { passwordSet: boolean; changedAt: string }) | null
  outage: { since: string; error: string; nextTryAt: string } | null
  queue: QueueCounts
  /** The test that was sent last, and what became of it. */
  test: TestMail | null
  /** The viewer's own address: where a test goes unless another one is written. */
  ownAddress: string
}

export interface QueueCounts {
  /** Due now or soon tried again. */
  waiting: number
  /** Taken by a server in the last seven days. */
  delivered: number
  dead: number
}

export interface TestMail {
  to: string
  at: string
  /** Waiting: no worker has taken it yet. */
  state: 'waiting' | 'delivered' | 'failed'
  /** What the server said, or why it failed. */
  text: string
}
