import type { Severity } from '@/lib/checks/define-check'

const levels: Readonly<Record<Severity, number>> = { low: 1, medium: 2, high: 3, critical: 4 }
const bars = [1, 2, 3, 4] as const

/** Severity is its own axis: one to four bars in ink and a word, never a second colour. */
export function SeverityMark({ severity }: { severity: Severity }) {
  return (
    <span className={`sev sev-${severity}`}>
      <svg width="15" height="12" viewBox="0 0 15 12" aria-hidden="true" focusable="false">
        {bars.map((bar) => (
          <rect
            key={bar}
            x={(bar - 1) * 4}
            y={12 - bar * 3}
            width="2.5"
            height={bar * 3}
            fill={bar <= levels[severity] ? 'currentColor' : 'var(--line)'}
          />
        ))}
      </svg>
      <span>{severity}</span>
    </span>
  )
}
