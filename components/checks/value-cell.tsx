import { BulletBar } from '@/components/charts/bullet-bar'
import { formatMeasure } from '@/lib/format/measure'
import type { CheckState } from '@/lib/overview/check-state'

interface ValueCellProps {
  state: CheckState
  value: number | null
  unit: string | null
  warnAt: number | null
  failAt: number | null
}

/** "limit 90 %" or "warning 80 %"; empty without thresholds. */
export function limitText({ unit, warnAt, failAt }: Omit<ValueCellProps, 'value' | 'state'>): string {
  if (failAt !== null) return `limit ${formatMeasure(failAt, unit)}`
  return warnAt === null ? '' : `warning ${formatMeasure(warnAt, unit)}`
}

/** A number never stands alone: value, limit, and where it lies between. */
export function ValueCell({ state, value, unit, warnAt, failAt }: ValueCellProps) {
  if (value === null) return <span className="muted">—</span>
  const text = formatMeasure(value, unit)
  const limit = limitText({ unit, warnAt, failAt })
  // A passing value above its only limit gets worse downwards: a bar from zero would mislead.
  const growsWorse = !(state === 'ok' && value > Math.max(warnAt ?? 0, failAt ?? 0))
  return (
    <span className="value">
      <span className="value-text">
        <b>{text}</b>
        {limit && <span className="muted"> · {limit}</span>}
      </span>
      {growsWorse && (
        <BulletBar value={value} warn={warnAt} fail={failAt} label={limit ? `${text}, ${limit}` : text} />
      )}
    </span>
  )
}
