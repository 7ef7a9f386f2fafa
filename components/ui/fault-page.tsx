import type { ReactNode } from 'react'
import { Moment } from './moment'
import { PageHeader } from './page-header'

interface FaultPageProps {
  /** Under which the server's log has the details; the message itself is never shown. */
  id: string | null
  /** The page that failed, to try it again; with `retry` nobody needs it. */
  path?: string
  /** The database is away, since this moment at the latest. */
  awaySince?: Date
  retry?: ReactNode
}

/** What failed, since when, what still works, what to do, and an id to quote. Needs no JavaScript. */
export function FaultPage({ id, path = '/today', awaySince, retry }: FaultPageProps) {
  return (
    <>
      {awaySince ? <DatabaseAway since={awaySince} /> : <Broken />}
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

function DatabaseAway({ since }: { since: Date }) {
  return (
    <>
      <PageHeader
        meta="503"
        headline="This page could not be read."
        lead="The database of this installation does not answer."
      />
      <p className="after-head">
        Pages have noticed it since <Moment at={since} zone="UTC" />. Until it is back no page can be read and
        nothing can be changed. What is stored is safe there. Workers wait and go on by themselves; runs that
        fall into the gap count as missed, never as passed.
      </p>
      <p className="after-head">
        What to do: see that PostgreSQL runs and that <code>DATABASE_URL</code> leads to it; the log of{' '}
        <code>npm start</code> says what was tried. <code>npm run -s audit -- &lt;address&gt;</code> works
        without the database. This page works again as soon as the database answers.
      </p>
    </>
  )
}
