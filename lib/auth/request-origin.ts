import { Problem } from '@/lib/problem'

/** What the guard reads of a request. */
export interface RequestHeaders {
  get(name: string): string | null
}

/** Methods that must not change anything, and so need no proof of where they come from. */
export const isSafeMethod = (method: string) => ['GET', 'HEAD', 'OPTIONS'].includes(method)

/**
 * Refuses a request that another site made a browser send: the Origin must be there, and be the address
 * people use (WHEELTAPPER_URL) or the host the request itself came to. `null` and no Origin at all are foreign.
 */
export function refuseForeignRequest(headers: RequestHeaders, publicUrl: string): void {
  if (!isOwnOrigin(headers, publicUrl)) {
    throw new Problem(
      'forbidden',
      'This request did not come from a page of this installation, so nothing was changed. ' +
        'Open the page again and repeat it; behind a proxy, WHEELTAPPER_URL must be the address in the browser.',
    )
  }
}

function isOwnOrigin(headers: RequestHeaders, publicUrl: string): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return false
  const origin = headers.get('origin')
  if (origin === null || !URL.canParse(origin)) return false
  const { protocol, host, origin: own } = new URL(origin)
  if (own !== origin) return false
  if (own === new URL(publicUrl).origin) return true
  return (protocol === 'http:' || protocol === 'https:') && host === headers.get('host')
}
