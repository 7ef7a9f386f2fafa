'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

/** A link that knows when it is where we are. */
export function NavLink({
  href,
  className = 'nav-link',
  children,
}: {
  href: string
  className?: string
  children: ReactNode
}) {
  const path = usePathname()
  const here = path === href || path.startsWith(`${href}/`)
  return (
    <Link href={href} prefetch={false} className={className} aria-current={here ? 'page' : undefined}>
      {children}
    </Link>
  )
}
