import { isInRange, suggestRange } from './address-range'
import { classifyAddress } from './classify-address'
import type { EgressPolicy } from './egress-policy'

export type EgressDecision =
  | { allowed: true; address: string; family: 4 | 6 }
  /** `suggestion`: the range an administrator may open, or null when nothing may open it. */
  | { allowed: false; reason: string; suggestion: string | null }

/**
 * May this address be connected to? Pure. `name` is what the person wrote when it was not the address
 * itself, so that the sentence shows both.
 */
export function judgeAddress(
  literal: string,
  port: number,
  policy: EgressPolicy,
  name?: string,
): EgressDecision {
  const found = classifyAddress(literal)
  const shown = name && name !== found.address ? `${name} (${found.address})` : found.address
  if (found.kind === 'forbidden') {
    return { allowed: false, reason: `${shown} ${found.why}: checks never connect to it.`, suggestion: null }
  }
  if (policy.deniedEndpoints.some((own) => own.port === port && isSamePlace(own.address, found.address))) {
    return {
      allowed: false,
      reason: `${shown}, port ${port} is a door of Wheeltapper itself: it is audited by its own system, not as a target.`,
      suggestion: null,
    }
  }
  if (found.kind === 'public' || isOpen(found.address, policy.allowPrivate)) {
    return { allowed: true, address: found.address, family: found.family }
  }
  const suggestion = suggestRange(found.address)
  return {
    allowed: false,
    reason: `${shown} is in a private network: allow ${suggestion} for checks`,
    suggestion,
  }
}

/** All of 127.0.0.0/8 and ::1 are this machine: what listens on one of them, or on all addresses, answers on any. */
function isSamePlace(own: string, address: string): boolean {
  return own === address || (isLoopback(own) && isLoopback(address))
}

function isLoopback(address: string): boolean {
  return address === '::1' || isInRange(address, '127.0.0.0/8')
}

function isOpen(address: string, allowPrivate: EgressPolicy['allowPrivate']): boolean {
  if (allowPrivate === 'all') return true
  return allowPrivate.some(
    (cidr) => isInRange(address, cidr) || (address === '::1' && isInRange('127.0.0.1', cidr)),
  )
}
