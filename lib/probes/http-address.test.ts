import { describe, expect, it } from 'vitest'
import { httpAddress } from './http-address'

describe('httpAddress', () => {
  it('takes a URL apart', () => {
    expect(httpAddress('https://Shop.example.com:8443/a/b?c=d#e')).toEqual({
      url: 'https://shop.example.com:8443/a/b?c=d#e',
      origin: 'https://shop.example.com:8443',
      secure: true,
      host: 'shop.example.com',
      port: 8443,
      path: '/a/b?c=d',
      hostHeader: 'shop.example.com:8443',
      where: 'shop.example.com:8443',
    })
    expect(httpAddress('http://[2606:4700::1]/')).toMatchObject({
      host: '2606:4700::1',
      port: 80,
      where: '[2606:4700::1]:80',
    })
  })

  it.each([
    ['http://user:secret@example.com/', /user name or password/],
    ['http://user@example.com/', /user name or password/],
    ['ftp://example.com/', /does not begin with http/],
    ['file:///etc/passwd', /does not begin with http/],
    ['example.com', /is not a URL/],
    ['http://', /is not a URL/],
    ['http://a\\b/', /backslash/],
    ['http://a b/', /backslash, a space/],
    ['http://a/\n', /control character/],
    ['http://mail.example.com:25/', /port 25, which belongs to mail servers/],
    ['http://mail.example.com:587/', /mail servers/],
  ])('refuses %s without repeating it', (url, sentence) => {
    expect(() => httpAddress(url)).toThrow(sentence)
    expect(() => httpAddress(url)).not.toThrow(/secret/)
  })
})
