'use client'

import { FaultPage } from '@/components/ui/fault-page'

/** The page fails, the shell lives. */
export default function DashboardError({ error, retry }: { error: unknown; retry: () => void }) {
  return <FaultPage error={error} retry={retry} />
}
