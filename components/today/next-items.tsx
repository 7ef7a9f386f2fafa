import Link from 'next/link'
import { Moment } from '@/components/ui/moment'
import type { DatedItem } from '@/lib/today/view'

/** What comes next, where nothing needs anybody now. */
export function NextItems({ items, zone, now }: { items: readonly DatedItem[]; zone: string; now: string }) {
  if (items.length === 0) return null
  return (
    <>
      <p className="sec-note">Next:</p>
      <ul className="log">
        {items.map(({ href, at, label, title, system }) => (
          <li key={`${href}${at}`}>
            <Moment at={at} zone={zone} now={now} />
            <span>
              {label && <span className="num">{label} </span>}
              <Link href={href} prefetch={false}>
                {title}
              </Link>{' '}
              on {system}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
