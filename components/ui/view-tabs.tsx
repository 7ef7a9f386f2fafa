import Link from 'next/link'
import type { ReactNode } from 'react'
import { formatNumber } from '@/lib/format/measure'

export interface ViewTab {
  href: string
  label: string
  count?: number
  isCurrent: boolean
}

/** Named views of one list, as links: what is open can be sent. `end` holds the filter box. */
export function ViewTabs({ label, tabs, end }: { label: string; tabs: readonly ViewTab[]; end?: ReactNode }) {
  return (
    <nav aria-label={label}>
      <ul className="views">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link href={tab.href} prefetch={false} aria-current={tab.isCurrent ? 'page' : undefined}>
              {tab.label}
              {tab.count !== undefined && <span className="muted num"> {formatNumber(tab.count)}</span>}
            </Link>
          </li>
        ))}
        {end !== undefined && <li className="views-end">{end}</li>}
      </ul>
    </nav>
  )
}
