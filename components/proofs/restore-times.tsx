import { TrendSvg } from '@/components/charts/trend-svg'
import { TrendTwin } from '@/components/charts/trend-twin'
import { Section } from '@/components/ui/section'
import { smallFrame } from '@/lib/charts/trend-frame'
import type { TrendSpec } from '@/lib/charts/trend-spec'

/** What restores took and lost over time: nothing as long as there is only one. */
export function RestoreTimes({ times }: { times: readonly TrendSpec[] }) {
  if (times.length === 0) return null
  return (
    <Section title="How long they took, and what they would have lost" id="times">
      <div className="multiples">
        {times.map((spec) => (
          <section key={spec.name} className="multiple" aria-label={spec.name}>
            <header className="multiple-head">
              <h3>{spec.name}</h3>
            </header>
            <figure className="figure keep">
              <figcaption className="prose muted">{spec.summary}</figcaption>
              <TrendSvg spec={spec} frame={smallFrame} />
              <TrendTwin spec={spec} />
            </figure>
          </section>
        ))}
      </div>
    </Section>
  )
}
