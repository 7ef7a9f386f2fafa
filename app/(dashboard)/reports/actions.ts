'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/app/form-action'
import { reportRequestForm, reportSettings } from '@/lib/reports/schema'
import { changeReportSettings, requestReport } from '@/lib/reports/service'
import { revokeShareForm, shareForm } from '@/lib/reports/share-schema'
import { revokeShare, shareReport } from '@/lib/reports/share-service'

/** Has a report built for a period of choice. */
export const requestReportAction = formAction(reportRequestForm, async (input, viewer) => {
  const { requestId } = await requestReport(viewer, input)
  redirect(`/reports/requests/${requestId}`)
})

/** Changes the time zone in which weeks end. */
export const changeReportSettingsAction = formAction(reportSettings, async (input, viewer) => {
  await changeReportSettings(viewer, input)
  return { notice: `Weeks end in ${input.zone} from now on. Reports that were built stay as they are.` }
})

/** Makes a link that shows one report; its address is shown once. */
export const shareReportAction = formAction(shareForm, async (input, viewer) => {
  const { url } = await shareReport(viewer, input)
  revalidatePath(`/reports/${input.reportId}/share`)
  return {
    notice: 'The link is made.',
    once: { label: 'Copy it now: it is not shown again.', text: url },
  }
})

/** Ends such a link at once. */
export const revokeShareAction = formAction(revokeShareForm, async ({ shareId }, viewer) => {
  const { reportId } = await revokeShare(viewer, shareId)
  revalidatePath(`/reports/${reportId}/share`)
  return { notice: 'The link does not work any more.' }
})
