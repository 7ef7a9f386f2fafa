import { LinkButton } from './button'
import { PageHeader } from './page-header'

/** 403: what is not allowed, and who can grant it. */
export function ForbiddenPage({ sentence }: { sentence: string }) {
  return (
    <>
      <PageHeader meta="403" headline="Your role does not allow this." lead={sentence} />
      <p className="actions after-head">
        <LinkButton href="/today" variant="primary">
          Go to Today
        </LinkButton>
        <LinkButton href="/me">See your role</LinkButton>
      </p>
    </>
  )
}
