import { LinkButton } from './button'
import { PageHeader } from './page-header'

/** 404 inside the shell: the thing is gone, the house still stands. */
export function MissingPage() {
  return (
    <>
      <PageHeader
        meta="404"
        headline="This is not here any more."
        lead="It may have been removed or archived. What happened to it is in the audit log, which admins can read."
      />
      <p className="actions after-head">
        <LinkButton href="/systems" variant="primary">
          Look through systems
        </LinkButton>
        <LinkButton href="/today">Go to Today</LinkButton>
      </p>
    </>
  )
}
