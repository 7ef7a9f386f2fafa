'use client'

import { Button } from './button'
import { PageHeader } from './page-header'

/** The id under which the server's log has the details; never the message itself. */
const idOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : null

/** What failed, what still works, what to do, and an id to quote. */
export function FaultPage({ error, retry }: { error: unknown; retry: () => void }) {
  const id = idOf(error)
  return (
    <>
      <PageHeader
        meta="500"
        headline="This page could not be read."
        lead="Something broke on our side, or the database did not answer. Nothing was changed, and checks go on without this page."
      />
      {id && (
        <p className="after-head muted">
          Quote <code>{id}</code> when you report it: the server’s log has the details under it.
        </p>
      )}
      <p className="actions after-head">
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
        <a className="btn" href="/today">
          Go to Today
        </a>
      </p>
    </>
  )
}
