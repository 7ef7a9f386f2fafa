import type { ReactNode } from 'react'
import { formatNumber } from '@/lib/format/measure'
import { Brand } from './brand'
import { NavLink } from './nav-link'
import type { NavigationEntry, NavigationGroup } from './navigation'

function Entry({ entry }: { entry: NavigationEntry }) {
  return (
    <li>
      <NavLink href={entry.href}>
        {entry.label}
        {entry.count ? (
          <span className="nav-count">
            {formatNumber(entry.count)}
            <span className="vh"> need attention</span>
          </span>
        ) : null}
      </NavLink>
    </li>
  )
}

/** The rail on the left: groups, counts only where somebody must act, help always last. */
export function MainNav({
  groups,
  person,
  signOut,
}: {
  groups: readonly NavigationGroup[]
  person: string
  signOut: ReactNode
}) {
  return (
    <nav className="nav" aria-label="Main">
      <Brand />
      {groups.map((group) => (
        <div key={group.title}>
          <p className="nav-group">{group.title}</p>
          <ul>
            {group.entries.map((entry) => (
              <Entry key={entry.href} entry={entry} />
            ))}
          </ul>
        </div>
      ))}
      <div className="nav-foot">
        <span className="nav-person small muted">{person}</span>
        <ul>
          <li>
            <NavLink href="/me">Your settings</NavLink>
          </li>
          <li>{signOut}</li>
          <li>
            <NavLink href="/help">
              Help <span className="muted">?</span>
            </NavLink>
          </li>
        </ul>
      </div>
    </nav>
  )
}

/** Below 720 px: three places and the rest, readable without JavaScript. */
export function MobileBar({ groups, signOut }: { groups: readonly NavigationGroup[]; signOut: ReactNode }) {
  const entries = groups.flatMap((group) => group.entries)
  const [first, rest] = [entries.slice(0, 3), entries.slice(3)]
  return (
    <nav className="mobile-bar" aria-label="Places">
      {first.map((entry) => (
        <NavLink key={entry.href} href={entry.href} className="mobile-link">
          <span>
            {entry.label}
            {entry.count ? <b className="num"> {formatNumber(entry.count)}</b> : null}
          </span>
        </NavLink>
      ))}
      <details>
        <summary>More</summary>
        <div className="more">
          <ul>
            {rest.map((entry) => (
              <Entry key={entry.href} entry={entry} />
            ))}
            <li>
              <NavLink href="/me">Your settings</NavLink>
            </li>
            <li>{signOut}</li>
            <li>
              <NavLink href="/help">Help</NavLink>
            </li>
          </ul>
        </div>
      </details>
    </nav>
  )
}
