'use client'

import { FaultPage } from './fault-page'

const idOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : null

/** The fault page for what breaks in the browser, where the page can be tried again without loading it. */
export function FaultBoundaryPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <FaultPage
      id={idOf(error)}
      retry={
        <button type="button" className="btn btn-primary" onClick={retry}>
          Try again
        </button>
      }
    />
  )
}
