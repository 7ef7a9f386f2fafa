import { Moment } from './moment'
import { PageHeader } from './page-header'

/** On the fault page: the database does not answer, and pages have noticed it since this moment. */
export function DatabaseAway({ since }: { since: Date }) {
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
