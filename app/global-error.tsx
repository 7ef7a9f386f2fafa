'use client'

import { FaultBoundaryPage } from '@/components/ui/fault-boundary-page'
import './globals.css'

/** The last net: it brings its own document and leans on nothing but the style sheet. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Wheeltapper could not answer</title>
        <main className="lone">
          <FaultBoundaryPage error={error} retry={retry} />
        </main>
      </body>
    </html>
  )
}
