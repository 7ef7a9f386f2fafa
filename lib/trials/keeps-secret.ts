import type { Json } from '@/lib/json'

/**
 * Whether a stored password may stay when a target is changed. It is dropped as soon as it could be sent
 * somewhere else or less protected: other host, port or scheme, weaker or different TLS. Whoever can edit
 * an address must not thereby learn a password that somebody else typed. Pure.
 */
export function keepsSecret(before: Json, after: Json): boolean {
  return ['host', 'port', 'tls', 'url'].every((part) => partOf(before, part) === partOf(after, part))
}

function partOf(config: Json, part: string): Json | undefined {
  return config !== null && typeof config === 'object' && !Array.isArray(config) ? config[part] : undefined
}
