import type { ReactNode } from 'react'
import { PageHeader } from './page-header'

interface FaultPageProps {
  /** Under which the server's log has the details; the message itself is never shown. */
  id: string | null
  /** The page that failed, to try it again; with `retry` nobody needs it. */
  path?: string
  retry?: ReactNode
  /** What is known about it, when more is known than that it failed. */
  children?: ReactNode
}

/** What failed, since when, what still works, what to do, and an id to quote. Needs no JavaScript. */
export function FaultPage({ id, path = '/today', retry, children }: FaultPageProps) {
  return (
    <>
      {children ?? <Broken />}
      {id && (
        <p className="after-head muted">
          Quote <code>{id}</code> when you report it: the server’s log has the details under it.
        </p>
      )}
      <p className="actions after-head">
        {retry ?? (
          <a className="btn btn-primary" href={path}>
            Try again
          </a>
        )}
        <a className="btn" href="/today">
          Go to Today
        </a>
      </p>
    </>
  )
}

function Broken() {
  return (
    <PageHeader
      meta="500"
      headline="This page could not be read."
      lead="Something broke on our side. Other pages and the checks go on without it. Try again; if it stays, report it."
    />
  )
}
