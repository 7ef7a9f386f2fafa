import { type Shape, StateShape } from '@/components/checks/state-shape'
import type { ReportTone } from '@/lib/reports/report-document'

const shapes: Readonly<Record<Exclude<ReportTone, 'plain'>, Shape>> = {
  fail: 'fail',
  warn: 'warn',
  unknown: 'unknown',
  accepted: 'accepted',
  ok: 'ok',
  off: 'off',
}

/** Shape and word of a line in a report, as everywhere; nothing for a line that has no state. */
export function ToneBadge({ tone, word }: { tone: ReportTone; word: string }) {
  if (tone === 'plain') return word ? <span className="muted small">{word}</span> : null
  const shape = shapes[tone]
  return (
    <span className={`st st-${shape}`}>
      <StateShape shape={shape} />
      <span>{word}</span>
    </span>
  )
}
