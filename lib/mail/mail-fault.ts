import { findOutage } from '@/lib/outbox/outage-store'
import { readMailSettings } from './settings-store'

/** Why mail would not be sent at present, in a sentence for everybody; null when nothing is known to be wrong. */
export async function mailFault(): Promise<string | null> {
  const [settings, outage] = await Promise.all([readMailSettings(), findOutage('mail')])
  if (settings === null)
    return 'No mail server is set, so nothing is sent yet. An administrator names one under Mail.'
  if (outage === null) return null
  return 'The mail server takes nothing at present. What is due is sent as soon as it does.'
}
