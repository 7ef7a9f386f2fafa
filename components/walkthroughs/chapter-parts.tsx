import Link from 'next/link'
import { Sparkline } from '@/components/charts/sparkline'
import { Section } from '@/components/ui/section'
import { formatMeasure } from '@/lib/format/measure'
import type { ChapterPart, ChapterRow } from '@/lib/walkthroughs/chapters/chapter'

interface PartsProps {
  parts: readonly ChapterPart[]
  /** Anchor of the part where the answer to the last try stands. */
  answerAt: string | null
}

/** What live data say, part by part; each part is an anchor that a wrong answer leads to. */
export function ChapterParts({ parts, answerAt }: PartsProps) {
  return parts.map((part) => (
    <div key={part.anchor} className={part.anchor === answerAt ? 'walk-answer' : undefined}>
      <Section title={part.title} id={part.anchor} {...(part.more ? { link: part.more } : {})}>
        {part.anchor === answerAt && (
          <p className="walk-here" role="status">
            Not that one. The answer stands here.
          </p>
        )}
        {part.lead && <p className="prose muted">{part.lead}</p>}
        {part.rows.length > 0 && (
          <dl className="walk-rows">
            {part.rows.map((row) => (
              <Row key={`${row.what} ${row.said} ${row.href}`} row={row} />
            ))}
          </dl>
        )}
      </Section>
    </div>
  ))
}

function Row({ row: { what, said, detail, href, trend } }: { row: ChapterRow }) {
  return (
    <div className="walk-row">
      <dt>{href ? <Place href={href}>{what}</Place> : what}</dt>
      <dd>
        <span className="walk-said">{said}</span>
        {detail && <span className="muted small block">{detail}</span>}
        {trend && (
          <Sparkline
            points={trend.points}
            limit={trend.high}
            label={`${what} over two weeks, usually ${formatMeasure(trend.low, trend.unit)} to ${formatMeasure(trend.high, trend.unit)}; the hairline is the upper end of what is usual`}
          />
        )}
      </dd>
    </div>
  )
}

function Place({ href, children }: { href: string; children: string }) {
  return href.startsWith('/') ? (
    <Link href={href} prefetch={false}>
      {children}
    </Link>
  ) : (
    <a href={href} rel="noreferrer">
      {children}
    </a>
  )
}
