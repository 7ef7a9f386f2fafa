'use client'

import { FaultBoundaryPage } from '@/components/ui/fault-boundary-page'

/** The page broke in the browser, the shell lives. What fails on the server is said by its door. */
export default function DashboardError({ error, retry }: { error: unknown; retry: () => void }) {
  return <FaultBoundaryPage error={error} retry={retry} />
}
