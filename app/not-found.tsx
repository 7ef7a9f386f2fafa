import { Brand } from '@/components/shell/brand'
import { LinkButton } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'

export const metadata = { title: 'Not here' }

/** 404 outside the shell: an address that never was a page. */
export default function NotFound() {
  return (
    <main id="main" className="lone" tabIndex={-1}>
      <Brand />
      <div className="lone-text">
        <PageHeader
          meta="404"
          headline="There is no such page."
          lead="The address may be mistyped, or what it showed was removed."
        />
        <p className="actions">
          <LinkButton href="/today" variant="primary">
            Go to Today
          </LinkButton>
          <LinkButton href="/systems">Look through systems</LinkButton>
        </p>
      </div>
    </main>
  )
}
