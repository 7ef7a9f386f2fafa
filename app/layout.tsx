import type { Metadata, Viewport } from 'next'
import { unstable_rethrow } from 'next/navigation'
import type { ReactNode } from 'react'
import { plexMono, plexSans } from './fonts'
import './globals.css'
import { optionalViewer } from './viewer'

export const metadata: Metadata = {
  title: { default: 'Wheeltapper', template: '%s · Wheeltapper' },
  description: 'Audits, from evidence, whether production systems are really being maintained.',
  icons: { icon: '/mark.svg' },
  robots: { index: false, follow: false },
  // The header says no-referrer to everybody else; with that, forms without JavaScript would send Origin: null.
  referrer: 'same-origin',
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf8' },
    { media: '(prefers-color-scheme: dark)', color: '#141413' },
  ],
}

/** The server knows the person's theme, so the first paint is already right. */
async function themeOfViewer(): Promise<'light' | 'dark' | undefined> {
  try {
    const viewer = await optionalViewer()
    return viewer && viewer.theme !== 'system' ? viewer.theme : undefined
  } catch (error) {
    unstable_rethrow(error)
    // Without its database the product still has to say so, in whatever theme.
    return undefined
  }
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html
      lang="en"
      data-theme={await themeOfViewer()}
      className={`${plexSans.variable} ${plexMono.variable}`}
    >
      <body>
        <a className="skip" href="#main">
          Skip to content
        </a>
        {children}
      </body>
    </html>
  )
}
