import type { LookupFunction, NetConnectOpts } from 'node:net'
import type { ResolvedAddress } from '@/lib/egress/resolve-name'

/** Milliseconds for one of several addresses before the next is tried beside it. */
const nextAddressAfterMs = 1_000

/**
 * Options of net.connect that reach exactly the addresses that the guard allowed. One address is
 * connected to by its literal; several are raced by Node, which gets them from us and asks no resolver.
 */
export function pinnedTo(
  addresses: readonly ResolvedAddress[],
  port: number,
): NetConnectOpts & { port: number; host: string } {
  const [first] = addresses
  if (!first) throw new Error('a pinned connection needs an address')
  if (addresses.length === 1) return { host: first.address, port }
  const lookup: LookupFunction = (_name, options, callback) => {
    if (options.all) callback(null, [...addresses])
    else callback(null, first.address, first.family)
  }
  // Any name works: the lookup above answers whatever is asked.
  return {
    host: 'pinned.invalid',
    port,
    lookup,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: nextAddressAfterMs,
  }
}
