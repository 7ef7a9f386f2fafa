import type { ReactNode } from 'react'
import { Brand } from '@/components/shell/brand'

/** What a link shows to somebody who has not signed in: one document and nothing to navigate to. */
export default function SharedLayout({ children }: { children: ReactNode }) {
  return (
    <main id="main" className="shared" tabIndex={-1}>
      <Brand href="/login" />
      {children}
    </main>
  )
}
