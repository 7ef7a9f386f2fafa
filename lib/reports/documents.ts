import type { ReportDocument } from './report-document'

/** Who reads a mail, and what differs from reader to reader. */
export interface ReportReader {
  name: string
  /** Public address of this installation without a slash at the end; every link begins with it. */
  baseUrl: string
  /** The same report in the browser; null: the reader has no page for it. */
  reportUrl?: string | null
  /** Page on which the subscription is changed or ended, and the address for one-click unsubscribing. */
  settingsUrl: string
  unsubscribeUrl: string
}

export interface RenderedMail {
  subject: string
  html: string
  text: string
}

/**
 * What turns a report into something that is sent. `lib` knows no React and no PDF: the worker's entry script hands
 * this in from `documents/`.
 */
export interface ReportDocuments {
  mail(document: ReportDocument, reader: ReportReader): RenderedMail
}
