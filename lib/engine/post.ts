import { MailCourier } from '@/lib/mail/mail-courier'
import { testMailRenderer } from '@/lib/mail/test-mail'
import { deliverNext } from '@/lib/outbox/deliver'
import type { OutboxRenderers } from '@/lib/outbox/message'
import type { ReportDocuments } from '@/lib/reports/documents'
import { reportMailRenderer } from '@/lib/reports/report-mail'

/** What one worker needs to send what is in the outbox. */
export class Post {
  readonly #courier = new MailCourier()
  readonly #renderers: OutboxRenderers

  constructor(documents: ReportDocuments) {
    this.#renderers = {
      ...(documents ? { report: reportMailRenderer(documents) } : {}),
      test: testMailRenderer,
    }
  }

  /** Sends the message that has waited longest; false when there is none. */
  deliverNext(stop: AbortSignal): Promise<boolean> {
    return deliverNext({ courier: this.#courier, renderers: this.#renderers, stop })
  }

  close(): void {
    this.#courier.close()
  }
}
