import { isIP } from 'node:net'
import { ProbeError } from '@/lib/probe-error'
import type { EgressPolicy } from './egress-policy'
import { judgeAddress } from './judge-address'
import { type ResolvedAddress, type ResolveName, resolveBySystem, resolveInTime } from './resolve-name'

/** Names under which clouds serve credentials, whatever they resolve to. */
const metadataName = /^(metadata|instance-data)(\.|$)/

/** Decisions about IP literals of one policy: they can never change, and busy engines ask the same ones again. */
const literalDecisions = new WeakMap<EgressPolicy, Map<string, ResolvedAddress[]>>()
const rememberedLiterals = 20_000

/**
 * The addresses that a probe may connect to for `host`, in the resolver's order. The caller must
 * connect to exactly these (pinned), never to the name again. One forbidden address refuses the name.
 *
 * Throws ProbeError: `egress-denied` (with `suggestion`), `unknown-host`, `timeout`, `bad-configuration`.
 */
export async function resolveAllowed(
  host: string,
  port: number,
  policy: EgressPolicy,
  signal: AbortSignal,
  resolve: ResolveName = resolveBySystem,
): Promise<ResolvedAddress[]> {
  const literals = literalsOf(policy)
  const known = literals.get(`${host}|${port}`)
  if (known) return known

  const name = canonicalHost(host)
  if (isIP(name) === 0) {
    refuseMetadataName(name)
    const found = await resolveInTime(name, resolve, signal)
    // Every address is judged: one open address must not carry a closed one along.
    return found.map(({ address }) => allowed(address, port, policy, name))
  }
  const decision = [allowed(name, port, policy)]
  if (literals.size >= rememberedLiterals) literals.clear()
  literals.set(`${host}|${port}`, decision)
  return decision
}

/**
 * One spelling for every way to write a host: lower case, no trailing dot, no brackets, punycode, and
 * plain IPv4 for decimal, octal, hexadecimal, short and full-width forms (the URL standard's parser).
 * Throws ProbeError `bad-configuration` when it is no host at all.
 */
export function canonicalHost(host: string): string {
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host
  if (isIP(bare) === 4) return bare
  // A zone ("%eth0") only exists on link-local addresses; the classification refuses it with its own words.
  if (isIP(bare) === 6) return bare.includes('%') ? bare : new URL(`http://[${bare}]/`).hostname.slice(1, -1)
  if (/[\s/?#@\\:]/.test(bare) || bare === '' || hasControlCharacter(bare)) throw notAHost(host)
  let hostname: string
  try {
    hostname = new URL(`http://${bare}/`).hostname
  } catch {
    throw notAHost(host)
  }
  const name = hostname.replace(/\.+$/, '')
  if (name === '' || name.length > 253 || name.includes('..')) throw notAHost(host)
  return name
}

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code < 0x20 || code === 0x7f) return true
  }
  return false
}

function allowed(address: string, port: number, policy: EgressPolicy, name?: string): ResolvedAddress {
  const decision = judgeAddress(address, port, policy, name)
  if (!decision.allowed)
    throw new ProbeError('egress-denied', decision.reason, undefined, decision.suggestion)
  return { address: decision.address, family: decision.family }
}

function refuseMetadataName(name: string): void {
  if (!metadataName.test(name)) return
  throw new ProbeError(
    'egress-denied',
    `${name} is a name of a cloud's metadata service: checks never connect to it.`,
  )
}

function literalsOf(policy: EgressPolicy): Map<string, ResolvedAddress[]> {
  let literals = literalDecisions.get(policy)
  if (!literals) {
    literals = new Map()
    literalDecisions.set(policy, literals)
  }
  return literals
}

function notAHost(host: string): ProbeError {
  return new ProbeError(
    'bad-configuration',
    `"${host.slice(0, 80)}" is not a host. Write a name such as db.example.com or an address such as 10.1.2.3.`,
  )
}
