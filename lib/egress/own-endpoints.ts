import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { parse } from 'pg-connection-string'
import { type ResolveName, resolveBySystem } from './resolve-name'

interface Endpoint {
  address: string
  port: number
}

/**
 * The doors of the installation itself: its database, and its web port on every address of this
 * machine. Checks must not knock there with somebody's URL.
 */
export async function ownEndpoints(
  databaseUrl: string | null,
  webPort: number,
  resolve: ResolveName = resolveBySystem,
): Promise<Endpoint[]> {
  return [
    ...(databaseUrl ? await databaseEndpoints(databaseUrl, resolve) : []),
    ...machineAddresses().map((address) => ({ address, port: webPort })),
  ]
}

async function databaseEndpoints(databaseUrl: string, resolve: ResolveName): Promise<Endpoint[]> {
  // Read as the driver reads it: ?host= and ?port= win over what stands before them.
  const { host: named, port } = parse(databaseUrl)
  const host = named?.replace(/^\[|\]$/g, '') || 'localhost'
  const number = Number(port || 5432)
  // A socket in a folder is no place that a check could knock at.
  if (host.startsWith('/')) return []
  if (isIP(host)) return withSelf(host, number)
  // A name that does not resolve now cannot be connected to by this process either.
  const found = await resolve(host).catch(() => [])
  return found.flatMap(({ address }) => withSelf(address, number))
}

/** A database on this machine can be reached by each of its addresses, not only by the one in the URL. */
function withSelf(address: string, port: number): Endpoint[] {
  const machine = machineAddresses()
  const addresses = machine.includes(address) ? machine : [address]
  return addresses.map((own) => ({ address: own, port }))
}

function machineAddresses(): string[] {
  const found = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  return [...new Set(['127.0.0.1', '::1', ...found.map(({ address }) => address)])]
}
