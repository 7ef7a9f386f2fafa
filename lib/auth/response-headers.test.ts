import { describe, expect, it } from 'vitest'
import { baseHeaders, contentSecurityPolicy } from './response-headers'

describe('contentSecurityPolicy', () => {
  it('is the documented one', () => {
    expect(contentSecurityPolicy('abc=', false)).toBe(
      "default-src 'none'; script-src 'self' 'nonce-abc=' 'strict-dynamic'; style-src 'self' 'nonce-abc='; " +
        "style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; " +
        "frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
    )
  })
})

describe('baseHeaders', () => {
  it('promise TLS only where there is TLS', () => {
    expect(baseHeaders('https://wheeltapper.example.com')['Strict-Transport-Security']).toContain('max-age=')
    expect(baseHeaders('http://localhost:3000')).not.toHaveProperty('Strict-Transport-Security')
  })
  it('allow nothing where no page says otherwise', () => {
    expect(baseHeaders('http://localhost:3000')['Content-Security-Policy']).toBe(
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
    )
  })
})
