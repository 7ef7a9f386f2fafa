// The machine's own limit for the benches of the engine: the same requests, a new connection each, and nothing else.
import { Agent as HttpAgent, get as httpGet } from 'node:http'
import { Agent as HttpsAgent, get as httpsGet } from 'node:https'
import { createSecureContext, rootCertificates } from 'node:tls'
import type { BareOrder } from './bare-loop'

const plain = new HttpAgent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY })
let secure: HttpsAgent | undefined

process.on('message', async (order: BareOrder) => {
  // As checks do: certificates verified, one context for all, no resumed sessions.
  const secureContext = createSecureContext({ ca: [...rootCertificates, order.rootPem] })
  secure ??= new HttpsAgent({ keepAlive: false, maxCachedSessions: 0, secureContext })
  const before = process.cpuUsage()
  const since = performance.now()
  let left = order.count
  const lane = async () => {
    while (left-- > 0) await ask(order.url)
  }
  await Promise.all(Array.from({ length: order.concurrency }, lane))
  const { user, system } = process.cpuUsage(before)
  process.send?.({ cpuSeconds: (user + system) / 1e6, seconds: (performance.now() - since) / 1000 })
})
process.on('disconnect', () => process.exit(0))

function ask(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = url.startsWith('https:')
      ? httpsGet(url, { agent: secure })
      : httpGet(url, { agent: plain })
    request.on('response', (response) => {
      response.resume()
      response.on('end', resolve)
    })
    request.on('error', reject)
  })
}
