import { join } from 'node:path'
import { readHostFile, requireLinux } from './host-file'
import { type HostFiles, ownHost } from './own-host'
import type { ProbeContext } from './probe-context'
import { readOptional, readText } from './proc-files'

/** A port on which something waits for others. */
export interface ListeningPort {
  protocol: 'tcp' | 'udp'
  /** "0.0.0.0", "::", "127.0.0.1" */
  address: string
  port: number
  /** Name of the account that holds it, or its number. */
  user: string
}

export interface ListeningPorts {
  ports: ListeningPort[]
  /** Left out: local or answering ones on ports that the kernel hands out by chance. */
  passing: number
}

const listening: Readonly<Record<'tcp' | 'udp', string>> = { tcp: '0A', udp: '07' }

/** What listens in the worker's own network, without looking into other people's processes. Throws ProbeError. */
export async function readListeningPorts(
  probe: ProbeContext,
  host: HostFiles = ownHost,
): Promise<ListeningPorts> {
  requireLinux(host, 'Listening ports')
  const [tcp, tcp6, udp, udp6, range, accounts] = await Promise.all([
    readText(join(host.proc, 'net/tcp'), probe),
    readOptional(join(host.proc, 'net/tcp6'), probe),
    readText(join(host.proc, 'net/udp'), probe),
    readOptional(join(host.proc, 'net/udp6'), probe),
    readOptional(join(host.proc, 'sys/net/ipv4/ip_local_port_range'), probe),
    readHostFile('etc/passwd', host, probe),
  ])
  const names = namesOf('found' in accounts ? accounts.found.text : '')
  const all = [
    ...parseSockets('tcp', tcp, names),
    ...parseSockets('tcp', tcp6 ?? '', names),
    ...parseSockets('udp', udp, names),
    ...parseSockets('udp', udp6 ?? '', names),
  ]
  const ports = all.filter((each) => !isPassing(each, rangeOf(range)))
  return { ports, passing: all.length - ports.length }
}

/** Lines of /proc/net/tcp and its like that wait for somebody. */
export function parseSockets(
  protocol: 'tcp' | 'udp',
  table: string,
  names: ReadonlyMap<string, string>,
): ListeningPort[] {
  return table.split('\n').flatMap((line): ListeningPort[] => {
    const match =
      /^\s*\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) \S+ ([0-9A-F]{2}) \S+ \S+ \S+\s+(\d+)/.exec(line)
    if (!match || match[3] !== listening[protocol]) return []
    const [, address = '', port = '', , uid = ''] = match
    return [
      {
        protocol,
        address: addressOf(address),
        port: Number.parseInt(port, 16),
        user: names.get(uid) ?? `user ${uid}`,
      },
    ]
  })
}

/** The kernel writes addresses as 32-bit words in the machine's own order. */
function addressOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).reverse())
  const numbers = bytes.map((byte) => Number.parseInt(byte, 16))
  if (numbers.length === 4) return numbers.join('.')
  const isMapped =
    numbers.slice(0, 10).every((byte) => byte === 0) && numbers[10] === 255 && numbers[11] === 255
  if (isMapped) return numbers.slice(12).join('.')
  const groups = Array.from({ length: 8 }, (_group, index) =>
    ((numbers[2 * index] ?? 0) * 256 + (numbers[2 * index + 1] ?? 0)).toString(16),
  )
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1)
}

function namesOf(passwd: string): ReadonlyMap<string, string> {
  return new Map(
    passwd.split('\n').flatMap((line): [string, string][] => {
      const [name, , uid] = line.split(':')
      return name && uid ? [[uid, name]] : []
    }),
  )
}

function rangeOf(text: string | null): { from: number; to: number } {
  const [from = 32_768, to = 60_999] = (text ?? '').split(/\s+/).filter(Boolean).map(Number)
  return { from, to }
}

/** A client that waits for an answer, or a helper that lets the kernel choose its port: gone in a moment. */
function isPassing(
  { protocol, address, port }: ListeningPort,
  { from, to }: { from: number; to: number },
): boolean {
  if (port < from || port > to) return false
  return protocol === 'udp' || isLocal(address)
}

/** Whether only this host can reach it. */
export function isLocal(address: string): boolean {
  return address.startsWith('127.') || address === '::1'
}
