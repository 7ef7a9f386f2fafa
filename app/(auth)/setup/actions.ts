'use server'

import { redirect } from 'next/navigation'
import { describeFault } from '@/app/api-route'
import { anonymousFormAction } from '@/app/form-action'
import { setSessionCookie } from '@/app/session-cookie'
import { currentClient } from '@/app/viewer'
import { firstAdminSchema } from '@/lib/auth/schema'
import { createFirstAdmin } from '@/lib/auth/setup-link'
import { installShippedChecklists } from '@/lib/checklists/install-shipped'
import { log } from '@/lib/log'
import { ensureSelfSystem } from '@/lib/trials/self-system'

export const createFirstAdminAction = anonymousFormAction(firstAdminSchema, async (input) => {
  await setSessionCookie(await createFirstAdmin(input, await currentClient()))
  // The administrator exists from here on, whatever comes of the rest; the worker makes up for it at its start.
  await installShippedChecklists().catch((error: unknown) =>
    log.error({ error: describeFault(error) }, 'shipped checklists not installed'),
  )
  await ensureSelfSystem().catch((error: unknown) =>
    log.error({ error: describeFault(error) }, 'self-audit not set up'),
  )
  redirect('/today')
})
