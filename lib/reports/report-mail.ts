import { publicUrl } from '@/lib/env'
import type { MailMessage } from '@/lib/outbox/message'
import { findDelivery, readPayloadText } from './delivery-store'
import type { ReportDocuments } from './documents'
import { readReportPayload } from './payload'
import type { ReportDocument } from './report-document'

/** Reports that are kept in memory while thousands of mails are made of one of them. */
const remembered = 4

/**
 * Writes the mail of a delivery at the moment it is sent: the frozen document of the report, with the links of this
 * reader. Null when the subscription has ended, or its person was disabled.
 */
export function reportMailRenderer(
  documents: ReportDocuments,
): (deliveryId: string) => Promise<MailMessage | null> {
  const known = new Map<string, Promise<ReportDocument>>()
  const documentOf = (reportId: string) => {
    const found = known.get(reportId) ?? readDocument(reportId)
    if (!known.has(reportId)) {
      if (known.size >= remembered) known.delete([...known.keys()][0] as string)
      known.set(reportId, found)
      found.catch(() => known.delete(reportId))
    }
    return found
  }
  return async (deliveryId) => {
    const delivery = await findDelivery(deliveryId)
    if (!delivery) return null
    const { name, email, token, week, teamId } = delivery
    const baseUrl = publicUrl().replace(/\/+$/, '')
    const mail = documents.mail(await documentOf(delivery.reportId), {
      name,
      baseUrl,
      reportUrl: `${baseUrl}/reports/${week}${teamId === null ? '' : `?team=${teamId}`}`,
      settingsUrl: `${baseUrl}/reports/settings`,
      unsubscribeUrl: `${baseUrl}/unsubscribe/${token}`,
    })
    return {
      ...mail,
      to: { name, address: email },
      unsubscribeUrl: `${baseUrl}/api/unsubscribe/${token}`,
    }
  }
}

async function readDocument(reportId: string): Promise<ReportDocument> {
  return readReportPayload(await readPayloadText(reportId)).document
}
