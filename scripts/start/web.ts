import { createServer } from 'node:http'
import next from 'next'
import { evidenceMaxBytes } from '@/lib/env'
import { formLimit } from '@/lib/evidence/size-limit'
import { projectRoot } from '../project-root'
import { refuseLargeBody } from './body-limit'

// The web process: Next's handler on a plain node:http server, so that it ends in good order and can
// give high-rate intake its own way in later. PORT and HOST come from the launcher.
const SHUTDOWN_MS = 10_000

const port = Number(process.env.PORT)
const hostname = process.env.HOST || undefined

const isDevelopment = process.env.NODE_ENV === 'development'
const app = next({
  dev: isDevelopment,
  turbopack: true,
  dir: projectRoot,
  hostname: hostname ?? 'localhost',
  port,
})
await app.prepare()
const handle = app.getRequestHandler()

const fileLimit = evidenceMaxBytes()
const bodyLimit = { limit: formLimit(fileLimit), fileLimit }

const server = createServer((request, response) => {
  if (refuseLargeBody(request, response, bodyLimit)) return
  handle(request, response).catch((error: unknown) => {
    // A body that was refused while it arrived looks broken to whoever reads it.
    if (response.writableEnded) return
    console.error(error)
    if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' })
    response.end('The page could not be made. Try again; the log says why.\n')
  })
})
// Longer than usual proxies keep theirs, so that none sends a request on a connection that is just being closed.
server.keepAliveTimeout = 75_000

server.on('error', (error) => {
  console.error(error.message)
  process.exit(1)
})
server.listen({ port, host: hostname }, () => process.send?.('listening'))

let isStopping = false
function stop(): void {
  if (isStopping) return
  isStopping = true
  server.close(() => process.exit(0))
  server.closeIdleConnections()
  setTimeout(() => process.exit(0), SHUTDOWN_MS).unref()
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)
