import { refusal } from '@/app/page-door'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'

export const metadata = { title: 'Not allowed' }

/** 403: what is not allowed, and who can grant it. */
export default function Forbidden() {
  const { sentence } = refusal()
  return (
    <>
      <PageHeader
        meta="403"
        headline="Your role does not allow this."
        lead={sentence ?? 'An admin can give you the role it needs; nothing was changed.'}
      />
      <p className="actions after-head">
        <LinkButton href="/today" variant="primary">
          Go to Today
        </LinkButton>
        <LinkButton href="/me">See your role</LinkButton>
      </p>
    </>
  )
}
