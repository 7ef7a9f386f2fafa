'use client'

import { FaultPage } from '@/components/ui/fault-page'

/** Also the shell has failed: the database is away, most likely. */
export default function AppError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main id="main" className="lone" tabIndex={-1}>
      <FaultPage error={error} retry={retry} />
    </main>
  )
}
