import Link from 'next/link'
import type { ReactNode } from 'react'

interface SectionProps {
  title: string
  /** Shown beside the title: a number, or "5 of 18". */
  count?: ReactNode
  /** How old the data of this section is. */
  age?: ReactNode
  link?: { href: string; label: string }
  /** Nothing but a form or a verb: left out on paper. */
  isForScreen?: boolean
  /** Anchor and label; made from the title when it is not given. */
  id?: string
  children: ReactNode
}

/** A part of a page: title, count, ink rule, content. No box. */
export function Section({ title, count, age, link, isForScreen, id, children }: SectionProps) {
  const anchor = id ?? title.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return (
    <section className={isForScreen ? 'sec noprint' : 'sec'} aria-labelledby={anchor}>
      <header className="sec-head">
        <h2 id={anchor}>{title}</h2>
        {count !== undefined && <span className="muted num">{count}</span>}
        {age !== undefined && <span className="muted small num">{age}</span>}
        {link && (
          <Link className="sec-link" href={link.href} prefetch={false}>
            {link.label}
          </Link>
        )}
      </header>
      {children}
    </section>
  )
}
