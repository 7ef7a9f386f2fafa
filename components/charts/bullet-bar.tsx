import { bullet } from '@/lib/charts/bullet'

interface BulletBarProps {
  value: number | null
  warn: number | null
  fail: number | null
  /** "76 %, limit 90 %". */
  label: string
}

/** Value against its limits; nothing where there is nothing to compare. */
export function BulletBar({ value, warn, fail, label }: BulletBarProps) {
  const drawn = bullet(value, { warn, fail })
  if (!drawn) return null
  const { width, height } = drawn
  return (
    <svg className="bullet" width={width} height={height} role="img" aria-label={label}>
      <rect className="bullet-track" x="0" y={height / 2 - 3} width={width} height="6" />
      <rect className="bullet-bar" x="0" y={height / 2 - 3} width={drawn.bar} height="6" />
      {drawn.warn !== null && (
        <rect className="bullet-warn" x={drawn.warn - 0.75} y="1" width="1.5" height={height - 2} />
      )}
      {drawn.fail !== null && (
        <rect className="bullet-fail" x={drawn.fail - 1} y="0" width="2" height={height} />
      )}
    </svg>
  )
}
