import { databaseUrlIfSet, egressAllowCidrs, webPort } from '@/lib/env'
import { privateRange } from './address-range'
import type { EgressPolicy } from './egress-policy'
import { ownEndpoints } from './own-endpoints'
import { openRanges } from './store'

let latest: { key: string; policy: EgressPolicy } | undefined

/**
 * The policy of this installation: ranges that administrators opened, ranges of EGRESS_ALLOW_CIDRS,
 * and its own doors, which stay closed. One small query; the same object is returned until something
 * changes, so callers may ask before every batch and identity tells whether anything is new.
 */
export async function currentEgressPolicy(): Promise<EgressPolicy> {
  const allowPrivate = [...new Set([...rangesOfEnvironment(), ...(await openRanges())])]
  const deniedEndpoints = await ownEndpoints(databaseUrlIfSet(), webPort())
  const key = JSON.stringify([allowPrivate, deniedEndpoints])
  if (latest?.key !== key) latest = { key, policy: { allowPrivate, deniedEndpoints } }
  return latest.policy
}

function rangesOfEnvironment(): string[] {
  return egressAllowCidrs().map((cidr) => {
    try {
      return privateRange(cidr)
    } catch (error) {
      throw new Error(`EGRESS_ALLOW_CIDRS: ${(error as Error).message}`)
    }
  })
}
