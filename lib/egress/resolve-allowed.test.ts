import { describe, expect, it } from 'vitest'
import { ProbeError } from '@/lib/probe-error'
import { canonicalHost, resolveAllowed } from './resolve-allowed'
import type { ResolveName } from './resolve-name'

const policy = { allowPrivate: [], deniedEndpoints: [] }
const never = new AbortController().signal

describe('canonicalHost', () => {
  it.each([
    ['Example.COM', 'example.com'],
    ['example.com.', 'example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['127.1', '127.0.0.1'],
    ['0x7f000001', '127.0.0.1'],
    ['2130706433', '127.0.0.1'],
    ['0177.0.0.01', '127.0.0.1'],
    ['１２７.0.0.1', '127.0.0.1'],
    ['127。0。0。1', '127.0.0.1'],
    ['[::1]', '::1'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['::FFFF:127.0.0.1', '::ffff:7f00:1'],
    ['my_host', 'my_host'],
  ])('%s is %s', (host, canonical) => {
    expect(canonicalHost(host)).toBe(canonical)
  })

  it.each([
    '',
    '.',
    'a b',
    'user@host',
    'host:80',
    'host/path',
    'host?x',
    'host#x',
    'a\\b',
    'a\nb',
    'a..b',
    '[::1',
    '256.1.1.1',
    `${'a'.repeat(64)}.`.repeat(4),
  ])('"%s" is no host', (host) => {
    expect(() => canonicalHost(host)).toThrow(/is not a host/)
  })
})

describe('resolveAllowed', () => {
  const answering =
    (...addresses: string[]): ResolveName =>
    () =>
      Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))

  it('returns every address, pinned', async () => {
    await expect(
      resolveAllowed('a.example', 443, policy, never, answering('8.8.8.8', '2606:4700::1')),
    ).resolves.toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1', family: 6 },
    ])
  })

  it('asks no resolver for a literal, and answers the same object again', async () => {
    const resolve: ResolveName = () => Promise.reject(new Error('asked'))
    const first = await resolveAllowed('8.8.8.8', 443, policy, never, resolve)
    expect(await resolveAllowed('8.8.8.8', 443, policy, never, resolve)).toBe(first)
  })

  it('remembers decisions per policy, not for ever', async () => {
    await expect(resolveAllowed('10.1.2.3', 80, policy, never)).rejects.toMatchObject({
      suggestion: '10.1.2.0/24',
    })
    const opened = { allowPrivate: ['10.1.2.0/24'], deniedEndpoints: [] }
    await expect(resolveAllowed('10.1.2.3', 80, opened, never)).resolves.toHaveLength(1)
    await expect(resolveAllowed('10.1.2.3', 80, policy, never)).rejects.toBeInstanceOf(ProbeError)
  })

  it('refuses names of metadata services before asking for them', async () => {
    const resolve: ResolveName = () => Promise.reject(new Error('asked'))
    for (const name of ['metadata', 'metadata.google.internal', 'instance-data.ec2.internal.']) {
      await expect(resolveAllowed(name, 80, policy, never, resolve)).rejects.toMatchObject({
        fault: 'egress-denied',
      })
    }
  })

  it.each([
    ['ENOTFOUND', 'unknown-host', /has no address \(ENOTFOUND\)\. Correct the spelling/],
    ['EAI_AGAIN', 'unknown-host', /DNS resolver of this machine gave no answer/],
  ])('turns %s into a sentence', async (code, fault, sentence) => {
    const resolve: ResolveName = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code }))
    const error = await resolveAllowed('gone.example', 80, policy, never, resolve).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ fault, code })
    expect((error as Error).message).toMatch(sentence)
  })

  it('never fails open: no addresses is a failure', async () => {
    await expect(resolveAllowed('empty.example', 80, policy, never, answering())).rejects.toMatchObject({
      fault: 'unknown-host',
    })
  })

  it('ends with the signal when a resolver hangs', async () => {
    const controller = new AbortController()
    const hanging: ResolveName = () => new Promise(() => {})
    const answer = resolveAllowed('slow.example', 80, policy, controller.signal, hanging)
    controller.abort()
    await expect(answer).rejects.toMatchObject({ fault: 'timeout', code: 'EAI_TIMEOUT' })
  })
})
