// The target of bench engine, in a process of its own: answers HTTP and HTTPS with two bytes.
import { createServer as createHttp } from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { createTestAuthority } from '@/scripts/testing/test-certificates'

const authority = await createTestAuthority(new Date())
const answer = (_request: unknown, response: { end(text: string): void }) => response.end('ok')

const listen = (server: Server) =>
  new Promise<number>((resolve) => {
    server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () =>
      resolve((server.address() as AddressInfo).port),
    )
  })
const http = await listen(createHttp(answer))
const https = await listen(createHttps(await authority.issue(), answer))

process.send?.({ http, https, rootPem: authority.rootPem })
process.on('disconnect', () => process.exit(0))
