import { probeHttp } from '@/lib/probes/http'
import { lookAtVolume } from '@/lib/probes/mounted-volume'
import { withPostgresClient } from '@/lib/probes/postgres-client'
import { type ProbeContext, ProbeError } from '@/lib/probes/probe-context'
import { probeTcp } from '@/lib/probes/tcp'
import { Problem } from '@/lib/problem'
import type { ResolvedTarget } from '@/lib/systems/target-address'
import type { GuidedConfig } from './guided-schema'
import { resolveTarget } from './resolve-place'
import type { SeenDependency, SeenVolume } from './snapshot'

type Dependency = GuidedConfig['dependencies'][number]

/** Reaches one dependency: a connection, an answer below 500, a session. Never throws, except when the work is to end. */
export async function lookAtDependency(dependency: Dependency, probe: ProbeContext): Promise<SeenDependency> {
  const found = await targetOf(dependency).catch((error: unknown) => sentenceOf(error))
  if (typeof found === 'string')
    return { name: dependency.name || 'a target', place: '', isReachable: false, sentence: found }
  const seen = { name: dependency.name || found.address, place: found.address }
  try {
    return { ...seen, isReachable: true, sentence: await reach(found, probe) }
  } catch (error) {
    probe.signal.throwIfAborted()
    return { ...seen, isReachable: false, sentence: sentenceOf(error) }
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof ProbeError || error instanceof Problem) return error.message
  throw error
}

async function targetOf({ place }: Dependency): Promise<ResolvedTarget> {
  if (place.type === 'target') return resolveTarget(place.targetId)
  if (place.type === 'url')
    return { kind: 'url', address: place.config.url, config: place.config, secret: null }
  const { host, port } = place.config
  return { kind: 'tcp', address: `${host}:${port}`, config: place.config, secret: null }
}

async function reach(target: ResolvedTarget, probe: ProbeContext): Promise<string> {
  if (target.kind === 'url') {
    const { status, timings } = await probeHttp(
      { url: target.config.url, followRedirects: true, body: 'none' },
      probe,
    )
    // What wants a sign-in answers; what is broken does not.
    if (status >= 500)
      throw new ProbeError(
        'protocol',
        `It answers ${status}: it can be reached, but does not work. Look at its log.`,
      )
    return `answered ${status} within ${Math.ceil(timings.total)} ms`
  }
  if (target.kind === 'postgres')
    // Whoever is let in was told that the server is ready for a query.
    return withPostgresClient(target, { signal: probe.signal, egress: probe.egress }, () =>
      Promise.resolve(`let ${target.config.user} in to ${target.config.database}`),
    )
  if (target.kind === 'tcp' || target.kind === 'tls') {
    const { host, port } = target.config
    const { connectMs } = await probeTcp({ host, port, readGreeting: false }, probe)
    return `connected within ${Math.ceil(connectMs)} ms`
  }
  throw new ProbeError('bad-configuration', `${target.address} is nothing that one connects to.`)
}

/** Looks at one volume. Never throws. */
export async function seeVolume(name: string, place: string): Promise<SeenVolume> {
  const seen = await lookAtVolume(place)
  const room = seen.exists ? seen.room : null
  return {
    name,
    place,
    exists: seen.exists,
    isMount: seen.exists && seen.isMount,
    totalBytes: room?.totalBytes ?? null,
    usedBytes: room?.usedBytes ?? null,
    availableBytes: room?.availableBytes ?? null,
    fault:
      !seen.exists && seen.reason !== 'ENOENT'
        ? `${place} could not be looked at (${seen.reason}). Let the account of the worker read it.`
        : null,
  }
}
