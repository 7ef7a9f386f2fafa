import type { RequestListener } from 'node:http'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { ServerCertificate } from './test-certificates'

/** A real server on a free loopback port. */
export interface Listener {
  port: number
  /** Connections accepted since the start. */
  connections(): number
  /** Ends it and everything that is connected to it. */
  close(): Promise<void>
}

/** A TLS server that finishes handshakes and says nothing; certificates can be exchanged while it runs. */
export async function startTlsListener(
  certificate: ServerCertificate,
): Promise<Listener & { serve(next: ServerCertificate): void }> {
  const server = createTlsServer(certificate, (socket) => socket.on('error', ignore))
  server.on('tlsClientError', ignore)
  return Object.assign(await listening(server), {
    serve: (next: ServerCertificate) => server.setSecureContext(next),
  })
}

/** An HTTP server, or HTTPS with a certificate. */
export function startHttpListener(
  answer: RequestListener,
  certificate?: ServerCertificate,
  host?: string,
  port?: number,
): Promise<Listener> {
  return listening(
    certificate ? createHttpsServer(certificate, answer) : createHttpServer(answer),
    host,
    port,
  )
}

/** A TCP server whose every byte the test decides. */
export function startTcpListener(
  talk: (socket: Socket) => void,
  host?: string,
  port?: number,
): Promise<Listener> {
  return listening(
    createTcpServer((socket) => {
      socket.on('error', ignore)
      talk(socket)
    }),
    host,
    port,
  )
}

function listening(server: Server, host = '127.0.0.1', wanted = 0): Promise<Listener> {
  const open = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket) => {
    connections += 1
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', ignore)
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(wanted, host, () => {
      const { port } = server.address() as AddressInfo
      resolve({
        port,
        connections: () => connections,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            for (const socket of open) socket.destroy()
          }),
      })
    })
  })
}

function ignore(): void {}
