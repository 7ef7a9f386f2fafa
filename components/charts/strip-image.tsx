import { type StripDay, stripHeight, stripPaths, stripSummary, stripWidth } from '@/lib/charts/status-strip'

/** Thirty days in a table's cell: a picture with its sentence. The page behind the row opens single days. */
export function StripImage({ days, name }: { days: readonly StripDay[]; name: string }) {
  return (
    <svg
      className="strip"
      width={stripWidth(days.length)}
      height={stripHeight}
      role="img"
      aria-label={`${name}, ${stripSummary(days)}`}
    >
      {stripPaths(days).map(({ look, path }) => (
        <path key={look} className={`strip-${look}`} d={path} />
      ))}
    </svg>
  )
}
