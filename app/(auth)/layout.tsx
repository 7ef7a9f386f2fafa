import type { ReactNode } from 'react'
import { Brand } from '@/components/shell/brand'

/** Pages in front of the door: the same paper, one column, nothing to navigate to. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main id="main" className="lone" tabIndex={-1}>
      <Brand href="/login" />
      {children}
    </main>
  )
}
