import Link from 'next/link'
import type { ReactNode } from 'react'
import { PageHeader } from '@/components/ui/page-header'
import { type SystemTab, SystemTabs, systemTabLabel } from './system-tabs'

interface SystemPartHeaderProps {
  system: { id: string; name: string; archivedAt?: string | null }
  part: Exclude<SystemTab, 'overview'>
  /** What else the grey line says of the system. */
  meta?: ReactNode
  headline: ReactNode
  lead?: ReactNode
  actions?: ReactNode
}

/** The top of one part of a system: its title, whose it is, what is so, and the way to the other parts. */
export function SystemPartHeader({ system, part, meta, ...said }: SystemPartHeaderProps) {
  return (
    <>
      <title>{`${systemTabLabel(part)} of ${system.name} · Wheeltapper`}</title>
      <PageHeader
        meta={
          <>
            <Link href={`/systems/${system.id}`} prefetch={false}>
              {system.name}
            </Link>
            {system.archivedAt && ' · archived'}
            {meta}
          </>
        }
        {...said}
      />
      <SystemTabs systemId={system.id} current={part} />
    </>
  )
}
