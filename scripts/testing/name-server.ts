import { createSocket } from 'node:dgram'
import { decode, encode } from 'dns-packet'

/** A DNS server on a free UDP port of loopback that knows A records only. */
export interface NameServer {
  /** "127.0.0.1:5353", as a check names a resolver. */
  resolver: string
  /** Addresses by name; a name that is missing does not exist. Change it while it runs. */
  records: Record<string, string[]>
  close(): Promise<void>
}

/** Starts one; a silent one receives every question and answers none. */
export async function startNameServer(
  records: Record<string, string[]> = {},
  isSilent = false,
): Promise<NameServer> {
  const socket = createSocket('udp4')
  const server: NameServer = {
    resolver: '',
    records,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  }
  socket.on('message', (message, from) => {
    if (isSilent) return
    const query = decode(message)
    const [question] = query.questions ?? []
    if (!question) return
    const found = server.records[question.name]
    socket.send(
      encode({
        type: 'response',
        id: query.id ?? 0,
        // 3 is NXDOMAIN
        flags: (query.flags ?? 0) | (found ? 0 : 3),
        questions: [question],
        answers: (question.type === 'A' ? (found ?? []) : []).map((data) => ({
          type: 'A',
          name: question.name,
          ttl: 60,
          data,
        })),
      }),
      from.port,
      from.address,
    )
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  server.resolver = `127.0.0.1:${socket.address().port}`
  return server
}
