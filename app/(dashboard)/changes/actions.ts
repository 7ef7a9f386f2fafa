'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { formAction } from '@/app/form-action'
import { withQuery } from '@/components/ui/query-link'
import { acknowledgeChange, announceChange, withdrawAnnouncement } from '@/lib/changes/act'
import { acknowledgement, announcementForm, withdrawal } from '@/lib/changes/schema'

// Where the reader was: a list of changes and nothing else, so that no address leads away from here.
const back = z
  .string()
  .max(500)
  .regex(/^\/(changes|systems\/[0-9a-f-]{36}\/changes)(\?[^#]*)?$/)
  .catch('/changes')

export const acknowledgeChangeAction = formAction(
  acknowledgement.extend({ back }),
  async ({ back: to, ...form }, viewer) => {
    const { count } = await acknowledgeChange(viewer, form)
    const address = new URL(to, 'http://list')
    address.searchParams.set('explained', String(count))
    redirect(`${address.pathname}${address.search}`)
  },
)

export const announceChangeAction = formAction(
  announcementForm.extend({ systemId: z.string().max(64) }),
  async ({ systemId, ...form }, viewer) => {
    const { explained } = await announceChange(viewer, systemId, form)
    redirect(withQuery(`/systems/${systemId}/changes`, {}, { announced: String(explained) }))
  },
)

export const withdrawAnnouncementAction = formAction(withdrawal, async ({ announcementId }, viewer) => {
  const { systemId, reopened } = await withdrawAnnouncement(viewer, announcementId)
  redirect(withQuery(`/systems/${systemId}/changes`, {}, { withdrawn: String(reopened) }))
})
