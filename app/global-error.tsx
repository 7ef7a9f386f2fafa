'use client'

import { FaultPage } from '@/components/ui/fault-page'
import './globals.css'

/** The last net: it brings its own document and leans on nothing but the style sheet. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Wheeltapper could not answer</title>
        <main className="lone">
          <FaultPage error={error} retry={retry} />
        </main>
      </body>
    </html>
  )
}
