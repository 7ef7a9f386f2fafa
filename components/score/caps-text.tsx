import Link from 'next/link'
import type { CapView } from '@/lib/score/view'

/** The findings that hold a posture down, each a link: "capped by F-12". */
export function CapsText({ caps, most = 2 }: { caps: readonly CapView[]; most?: number }) {
  if (caps.length === 0) return null
  const shown = caps.slice(0, most)
  return (
    <span className="small">
      capped by{' '}
      {shown.map(({ finding }, index) => (
        <span key={finding}>
          {index > 0 && ', '}
          <Link href={`/findings/${finding}`} prefetch={false}>
            F-{finding}
          </Link>
        </span>
      ))}
      {caps.length > most && ` and ${caps.length - most} more`}
    </span>
  )
}
