import { describe, expect, inject, it } from 'vitest'
import type { ResolvedTarget } from '@/lib/systems/target-address'
import { withPostgresSession } from './postgres-session'
import type { ProbeContext } from './probe-context'

function targetOf(url: string, changes: Partial<Extract<ResolvedTarget, { kind: 'postgres' }>['config']> = {}): ResolvedTarget {
  const { hostname, port, username, password, pathname } = new URL(url)
  return {
    kind: 'postgres',
    address: `${hostname}:${port}`,
    config: { host: hostname, port: Number(port), database: pathname.slice(1), user: username, tls: 'prefer', ...changes },
    secret: decodeURIComponent(password),
  }
}

function probe(timeoutMs = 5_000, signal: AbortSignal = new AbortController().signal): ProbeContext {
  return { signal, timeoutMs, egress: { allowPrivate: 'all', deniedEndpoints: [] } }
}

describe('withPostgresSession', () => {
  it('opens a read-only session with the limits of an audit', async () => {
    const rows = await withPostgresSession(targetOf(inject('testServerUrl')), probe(), async (session) => {
      expect(session.serverVersion).toBeGreaterThanOrEqual(130000)
      return session.query('select 1 as one, current_setting($1) as ro', ['default_transaction_read_only'])
    })
    expect(rows).toEqual([{ one: 1, ro: 'on' }])
  })
})
