import type { ReportDocuments } from '@/lib/reports/documents'
import { reportMail } from './report-mail'

/** What the worker's entry script hands to the worker: it renders, `lib` sends. */
export const reportDocuments: ReportDocuments = { mail: reportMail }
