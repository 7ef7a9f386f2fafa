import { describe, expect, it } from 'vitest'
import { isSafeMethod, refuseForeignRequest } from './request-origin'

const publicUrl = 'https://wheeltapper.example.com'
const accepted = (headers: Record<string, string>) => {
  try {
    refuseForeignRequest(new Headers(headers), publicUrl)
    return true
  } catch {
    return false
  }
}

describe('refuseForeignRequest', () => {
  it.each<[string, boolean, Record<string, string>]>([
    ['the public address', true, { origin: publicUrl, host: 'internal:3000' }],
    ['the host the request came to', true, { origin: 'http://10.0.0.5:3000', host: '10.0.0.5:3000' }],
    ['same-origin by fetch metadata', true, { origin: publicUrl, 'sec-fetch-site': 'same-origin' }],
    ['no origin', false, { host: 'wheeltapper.example.com' }],
    ['an origin of null', false, { origin: 'null', host: 'wheeltapper.example.com' }],
    ['a foreign origin', false, { origin: 'https://evil.example', host: 'wheeltapper.example.com' }],
    [
      'another port',
      false,
      { origin: 'https://wheeltapper.example.com:8443', host: 'wheeltapper.example.com' },
    ],
    [
      'a longer host name',
      false,
      { origin: 'https://wheeltapper.example.com.evil.example', host: 'wheeltapper.example.com' },
    ],
    [
      'a user name that looks like the host',
      false,
      { origin: 'https://wheeltapper.example.com@evil.example' },
    ],
    ['another scheme', false, { origin: 'ftp://wheeltapper.example.com', host: 'wheeltapper.example.com' }],
    ['something that is no origin', false, { origin: '////', host: 'wheeltapper.example.com' }],
    ['a path behind the origin', false, { origin: `${publicUrl}/page` }],
    ['cross-site by fetch metadata', false, { origin: publicUrl, 'sec-fetch-site': 'cross-site' }],
    ['same-site by fetch metadata', false, { origin: publicUrl, 'sec-fetch-site': 'same-site' }],
    ['typed by hand by fetch metadata', false, { origin: publicUrl, 'sec-fetch-site': 'none' }],
    [
      'a forwarded host alone',
      false,
      { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', host: 'x' },
    ],
  ])('%s: %s', (_name, expected, headers) => {
    expect(accepted(headers)).toBe(expected)
  })
})

it('asks nothing of methods that only read', () => {
  expect(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(isSafeMethod)).toEqual([
    'GET',
    'HEAD',
    'OPTIONS',
  ])
})
