import type { SoonestView } from '@/lib/today/view'

/** What runs out first, as sentences that can be read across a room. */
export function WallSoonest({ soonest }: { soonest: readonly SoonestView[] }) {
  if (soonest.length === 0) return null
  return (
    <section className="wall-part">
      <h2>What runs out first</h2>
      <ul className="wall-soonest">
        {soonest.map(({ checkId, key, resource, system, sentence }) => (
          <li key={`${checkId} ${key}`}>
            <b>{system}</b> {resource} {sentence}
          </li>
        ))}
      </ul>
    </section>
  )
}
