import { z } from 'zod'
import {
  isLocal,
  type ListeningPort,
  type ListeningPorts,
  readListeningPorts,
} from '@/lib/probes/listening-ports'
import { defineCheck, type Judgement, type ResourceVerdict } from '../define-check'

const config = z.strictObject({
  accepted: z
    .array(
      z.string().regex(/^(tcp|udp) \S+:\d{1,5}$/, 'Write it as this check names it, e.g. tcp 10.0.0.5:6379'),
    )
    .max(50)
    .default([])
    .describe('Listeners that are meant to be reachable, for example tcp 10.0.0.5:6379'),
})

/** What lets everybody in who reaches it, unless somebody has set it up otherwise. */
const trusting: Readonly<Record<number, string>> = {
  23: 'Telnet sends passwords in the clear',
  512: 'rexec sends passwords in the clear',
  513: 'rlogin trusts addresses',
  514: 'rsh trusts addresses',
  2375: 'the Docker API without TLS hands out the host',
  2049: 'NFS trusts addresses',
  6379: 'Redis asks for no password by itself',
  9200: 'Elasticsearch asks for no password in older releases',
  11211: 'memcached knows no passwords',
  27017: 'MongoDB asks for no password by itself',
}

/** Where the host can be reached, and whether something too trusting is among it. */
export const secOpenPorts = defineCheck<z.infer<typeof config>, ListeningPorts>({
  kind: 'sec.open_ports',
  title: 'Listening ports',
  proves:
    'Nothing that lets everybody in listens beyond this host; new and gone listeners are reported as changes.',
  dimension: 'security',
  tier: 'weekly',
  targets: ['host'],
  intervalSeconds: 300,
  timeoutMs: 5_000,
  failAfter: 1,
  proposed: true,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource:
    'Programs that by their own defaults let in whoever reaches them; the list is ours. Changes have no threshold: any is shown.',
  remediation:
    'See who listens: `ss -ltnup`. Bind it to 127.0.0.1 or to the address of the private network, give it a password and TLS, or close the port in the firewall; remember that Docker publishes ports around ufw. For a listener that nobody announced: `systemctl status <pid>` names the unit that started it. What is meant to be reachable can be accepted in the settings of this check.',
  privileges: "none: the worker reads /proc/net of its own network, in a container the container's",
  collect: (_config, { probe }) => readListeningPorts(probe),
  judge: ({ ports, passing }, { accepted }): Judgement => {
    const reachable = ports.filter(({ address }) => !isLocal(address))
    const faults = reachable.flatMap((port): ResourceVerdict[] => {
      const why = port.protocol === 'tcp' || port.port === 11_211 ? trusting[port.port] : undefined
      if (!why || accepted.includes(nameOf(port))) return []
      return [{ name: nameOf(port), value: null, verdict: 'warn', detail: `held by ${port.user}: ${why}` }]
    })
    const [first] = faults
    return {
      verdict: first ? 'warn' : 'ok',
      reason: first
        ? `${first.name} can be reached from outside, ${first.detail}${faults.length > 1 ? `; and ${faults.length - 1} more` : ''}.`
        : `${ports.length} listeners, ${reachable.length} of them reachable from outside, none of a kind that lets everybody in.`,
      value: reachable.length,
      unit: 'count',
      thresholds: { warn: null, fail: null },
      resources: faults.slice(0, 50),
      evidence: {
        listeners: ports.slice(0, 100).map((port) => `${nameOf(port)} ${port.user}`),
        passing,
        accepted,
      },
      observations: { port: observed(ports) },
    }
  },
  examples: {
    passing: { ports: [{ protocol: 'tcp', address: '0.0.0.0', port: 443, user: 'caddy' }], passing: 0 },
    failing: { ports: [{ protocol: 'tcp', address: '0.0.0.0', port: 6379, user: 'redis' }], passing: 0 },
  },
})

/** "tcp 0.0.0.0:443", "tcp [::]:443". */
function nameOf({ protocol, address, port }: ListeningPort): string {
  return `${protocol} ${address.includes(':') ? `[${address}]` : address}:${port}`
}

/** Several processes may share a port: their accounts stand together. */
function observed(ports: readonly ListeningPort[]): Record<string, string> {
  const users = new Map<string, Set<string>>()
  for (const port of ports) {
    const name = nameOf(port)
    users.set(name, (users.get(name) ?? new Set()).add(port.user))
  }
  return Object.fromEntries([...users].map(([name, of]) => [name, [...of].sort().join(', ')]))
}
