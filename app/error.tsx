'use client'

import { FaultBoundaryPage } from '@/components/ui/fault-boundary-page'

/** Something outside the shell broke in the browser. */
export default function AppError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main id="main" className="lone" tabIndex={-1}>
      <FaultBoundaryPage error={error} retry={retry} />
    </main>
  )
}
