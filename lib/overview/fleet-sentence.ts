import { formatNumber } from '@/lib/format/measure'
import type { Coverage } from './view'

/** "18 systems: 2 failing, 1 with warnings, 1 out of sight." */
export function fleetSentence({ systems, failing, warning, blind }: Coverage): string {
  if (systems === 0) return 'No systems yet.'
  const counted = systems === 1 ? '1 system' : `${formatNumber(systems)} systems`
  const parts = [
    failing > 0 ? `${formatNumber(failing)} failing` : null,
    warning > 0 ? `${formatNumber(warning)} with warnings` : null,
    blind > 0 ? `${formatNumber(blind)} out of sight` : null,
  ].filter((part) => part !== null)
  if (parts.length > 0) return `${counted}: ${parts.join(', ')}.`
  return systems === 1 ? '1 system, nothing failing.' : `${counted}, none failing.`
}
