import { describe, expect, it } from 'vitest'
import { tlsEndpoint } from './tls-endpoint'

describe('endpoints with TLS', () => {
  it.each([
    [{ kind: 'url', address: 'https://orders.example.com/health' }, 'orders.example.com:443'],
    [{ kind: 'url', address: 'https://orders.example.com:8443/' }, 'orders.example.com:8443'],
    [{ kind: 'url', address: 'http://orders.example.com/' }, null],
    [{ kind: 'tls', address: 'orders.example.com:443' }, 'orders.example.com:443'],
    [{ kind: 'tls', address: '[2001:db8::1]:636' }, '[2001:db8::1]:636'],
    [{ kind: 'tcp', address: 'orders.example.com:443' }, null],
    [{ kind: 'url', address: 'nonsense' }, null],
  ])('%o speaks TLS at %s', (each, endpoint) => {
    expect(tlsEndpoint(each)).toBe(endpoint)
  })
})
