import { defaultConfig, graceSeconds } from '@/lib/checks/default-check'
import type { AnyCheckDefinition } from '@/lib/checks/define-check'
import type { Json } from '@/lib/json'
import { bracketed, isIpAddress } from '@/lib/systems/recognise-host'
import type { AddableKind } from '@/lib/systems/recognised'
import type { TargetKind } from '@/lib/systems/target-address'

/** A target without its secret: what is stored in a trial and proposed to a person. */
export interface PlainTarget {
  kind: TargetKind
  address: string
  config: Json
}

export interface ProposedCheck {
  /** `<kind of target>:<kind of check>`, unique within a proposal: the value of its tick box. */
  key: string
  kind: string
  title: string
  proves: string
  remediation: string
  config: Json
  intervalSeconds: number
  graceSeconds: number
  timeoutMs: number
  failAfter: number
  okAfter: number
  needsHistory: boolean
  ticked: boolean
}

export interface ProposedTarget extends PlainTarget {
  checks: ProposedCheck[]
}

/**
 * The checks that fit an address, with the schedule and thresholds of their definitions. An https URL
 * brings a TLS target along, so that its certificate is watched; each kind is proposed once, on the first
 * target that it can be asked of. Pure.
 */
export function proposeChecks(target: PlainTarget, kinds: readonly AnyCheckDefinition[]): ProposedTarget[] {
  const taken = new Set<string>()
  return [target, ...alsoReachable(target)]
    .map((each) => ({
      ...each,
      checks: kinds
        .filter(
          (definition) =>
            definition.targets.includes(each.kind) &&
            fitsTarget(definition, each) &&
            !taken.has(definition.kind),
        )
        .map((definition) => {
          taken.add(definition.kind)
          return proposedCheck(each, definition)
        }),
    }))
    .filter(({ checks }, index) => index === 0 || checks.length > 0)
}

function proposedCheck(target: PlainTarget, definition: AnyCheckDefinition): ProposedCheck {
  return {
    key: `${target.kind}:${definition.kind}`,
    kind: definition.kind,
    title: definition.title,
    proves: definition.proves,
    remediation: definition.remediation,
    config: defaultConfig(definition),
    intervalSeconds: definition.intervalSeconds,
    graceSeconds: graceSeconds(definition.intervalSeconds),
    timeoutMs: definition.timeoutMs,
    failAfter: definition.failAfter,
    okAfter: 2,
    needsHistory: definition.needsHistory === true,
    ticked: definition.proposed,
  }
}

function alsoReachable(target: PlainTarget): PlainTarget[] {
  const url = urlOf(target)
  if (url?.protocol !== 'https:') return []
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = url.port === '' ? 443 : Number(url.port)
  return [{ kind: 'tls', address: `${bracketed(host)}:${port}`, config: { host, port } }]
}

/** Whether a kind has anything to ask of this address: an address literal has no name to look up. Pure. */
export function fitsTarget(definition: AnyCheckDefinition, target: PlainTarget): boolean {
  if (definition.kind !== 'dns.resolve') return true
  const endpoint = endpointOf(target)
  return endpoint !== null && !isIpAddress(endpoint.host) && endpoint.host !== 'localhost'
}

/** Host and port that a target is reached at; null where nothing is connected to. */
export function endpointOf(target: PlainTarget): { host: string; port: number } | null {
  const url = urlOf(target)
  if (url) {
    const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
    return { host: url.hostname.replace(/^\[|\]$/g, ''), port }
  }
  const parts = target.config
  if (parts === null || typeof parts !== 'object' || Array.isArray(parts)) return null
  const { host, port } = parts
  return typeof host === 'string' && typeof port === 'number' ? { host, port } : null
}

function urlOf(target: PlainTarget): URL | null {
  const parts = target.config
  if (target.kind !== 'url' || parts === null || typeof parts !== 'object' || Array.isArray(parts))
    return null
  return typeof parts.url === 'string' ? new URL(parts.url) : null
}

/** Kind of the system that an address makes when it is the first of its system. */
export const systemKindOf: Readonly<Record<AddableKind, string>> = {
  url: 'web-service',
  tls: 'web-service',
  tcp: 'other',
  postgres: 'database',
  host: 'host',
  backup: 'backup',
}
