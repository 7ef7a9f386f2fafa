/** Headers of every answer, errors and files included. */
export function baseHeaders(publicUrl: string): Record<string, string> {
  return {
    'X-Content-Type-Options': 'nosniff',
    // Pages with forms say "same-origin" in a meta element: with "no-referrer" a browser sends Origin: null
    // for a form that works without JavaScript, and a form without an origin is refused.
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Content-Security-Policy': policy({}),
    ...(publicUrl.startsWith('https:')
      ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }
      : {}),
  }
}

/** The policy of a page: only what this server sent, and only scripts that carry this response's nonce. */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  return policy({
    // React's development build evaluates strings to rebuild server stacks; the built product does not.
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    'style-src': development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    // recharts and measured widths write style attributes.
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'form-action': "'self'",
  })
}

/** The policy of a file that somebody attached: whatever is in it, it runs nothing and reaches nothing. */
export const attachedFilePolicy = `${policy({})}; sandbox`

/** Whether a path serves what somebody attached. */
export function isAttachedFile(path: string): boolean {
  return /^\/evidence\/[^/]+\/file$/.test(path)
}

function policy(allowed: Record<string, string>): string {
  const all = {
    'default-src': "'none'",
    ...allowed,
    'frame-ancestors': "'none'",
    'base-uri': "'none'",
    'object-src': "'none'",
  }
  return Object.entries(all)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ')
}
