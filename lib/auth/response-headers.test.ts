import { describe, expect, it } from 'vitest'
import { attachedFilePolicy, baseHeaders, contentSecurityPolicy, isAttachedFile } from './response-headers'

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

describe('what somebody attached', () => {
  it('runs nothing, whatever it is', () => {
    expect(attachedFilePolicy).toBe(
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; sandbox",
    )
  })
  it.each([
    ['/evidence/019a0000-0000-7000-8000-000000000001/file', true],
    ['/evidence/019a0000-0000-7000-8000-000000000001', false],
    ['/systems/evidence/x/file', false],
    ['/evidence/a/b/file', false],
  ])('%s: %s', (path, attached) => expect(isAttachedFile(path)).toBe(attached))
})
