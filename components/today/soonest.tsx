import Link from 'next/link'
import { TrendSvg } from '@/components/charts/trend-svg'
import { Section } from '@/components/ui/section'
import { smallFrame } from '@/lib/charts/trend-frame'
import type { SoonestView } from '@/lib/today/view'

/** What runs out first: up to three small pictures that share their axis of time, each with its sentence. */
export function Soonest({ soonest }: { soonest: readonly SoonestView[] }) {
  if (soonest.length === 0) return null
  return (
    <Section title="What runs out first" link={{ href: '/capacity', label: 'Capacity' }}>
      <div className="soonest">
        {soonest.map(({ checkId, key, resource, system, sentence, spec }) => (
          <figure key={`${checkId} ${key}`} className="figure keep">
            <figcaption>
              <Link href={`/capacity/${checkId}?series=${encodeURIComponent(key)}`} prefetch={false}>
                {resource} of {system}
              </Link>{' '}
              <span className="muted">{sentence}.</span>
            </figcaption>
            <TrendSvg spec={spec} frame={smallFrame} />
          </figure>
        ))}
      </div>
    </Section>
  )
}
