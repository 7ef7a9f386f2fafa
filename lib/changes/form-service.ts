import type { Viewer } from '@/lib/auth/viewer'
import { databaseNow } from '@/lib/db/database'
import { findSystem } from './act-store'
import { mayBeHandled } from './handled-system'
import { localText } from './local-moment'

export interface AnnouncementFormPage {
  system: { id: string; name: string }
  /** From now on for an hour, by the viewer's clock. */
  startsAt: string
  endsAt: string
}

/** What the form of an announcement begins with. Throws Problem: not-found, forbidden, conflict (archived). */
export async function getAnnouncementForm(viewer: Viewer, systemId: string): Promise<AnnouncementFormPage> {
  const { id, name } = mayBeHandled(viewer, await findSystem(systemId))
  const now = await databaseNow()
  return {
    system: { id, name },
    startsAt: localText(now, viewer.timeZone),
    endsAt: localText(new Date(now.getTime() + 3_600_000), viewer.timeZone),
  }
}
