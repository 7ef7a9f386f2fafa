import { spawn } from 'node:child_process'
import { request } from 'node:http'
import { request as requestTls } from 'node:https'
import { createSecureContext } from 'node:tls'
import { evaluateCheck } from '@/lib/checks/evaluate'
import { httpStatus } from '@/lib/checks/kinds/http-status'
import { probeHttp } from '@/lib/probes/http'
import { networkIo } from '@/scripts/testing/probe-context'
import { createTestAuthority } from '@/scripts/testing/test-certificates'

const authority = await createTestAuthority(new Date())
const cert = await authority.issue()
const server = spawn(process.execPath, [
  '-e',
  `
const h=require('http'),s=require('https');const {cert,key}=JSON.parse(process.argv[1]);
const f=(q,r)=>{r.end('ok')};const a=h.createServer(f).listen(0,'127.0.0.1',()=>{const b=s.createServer({cert,key},f).listen(0,'127.0.0.1',()=>console.log(a.address().port+' '+b.address().port))})
`,
  JSON.stringify(cert),
])
const [port, tlsPort] = await new Promise<number[]>((r) =>
  server.stdout.once('data', (d) => r(String(d).split(' ').map(Number))),
)
const total = Number(process.argv[2] ?? 3000),
  width = 50
async function run(name: string, one: () => Promise<unknown>, n = total) {
  const w = async (k: number) => {
    for (let i = 0; i < k; i++) await one()
  }
  await Promise.all(Array.from({ length: width }, () => w(10)))
  const c = process.cpuUsage(),
    t = performance.now()
  await Promise.all(Array.from({ length: width }, () => w(n / width)))
  const u = process.cpuUsage(c)
  const cpu = (u.user + u.system) / 1000 / n
  console.log(
    name.padEnd(28),
    (cpu * 1000).toFixed(0),
    'us cpu/req',
    ((n / (performance.now() - t)) * 1000).toFixed(0),
    '/s',
  )
  return cpu
}
const ca = createSecureContext({ ca: authority.rootPem })
const bare = () =>
  new Promise<void>((res, rej) => {
    request({ host: '127.0.0.1', port, path: '/', agent: false }, (r) => {
      r.resume()
      r.on('end', res)
    })
      .on('error', rej)
      .end()
  })
const bareTls = () =>
  new Promise<void>((res, rej) => {
    requestTls(
      { host: '127.0.0.1', port: tlsPort, path: '/', agent: false, secureContext: ca } as object,
      (r) => {
        r.resume()
        r.on('end', res)
      },
    )
      .on('error', rej)
      .end()
  })
const bareTlsCa = () =>
  new Promise<void>((res, rej) => {
    requestTls(
      { host: '127.0.0.1', port: tlsPort, path: '/', agent: false, ca: authority.rootPem } as object,
      (r) => {
        r.resume()
        r.on('end', res)
      },
    )
      .on('error', rej)
      .end()
  })
const signal = new AbortController().signal
const egress = { allowPrivate: ['127.0.0.0/8'], deniedEndpoints: [] }
const ctx = { signal, timeoutMs: 10000, egress }
const url = `http://127.0.0.1:${port}/`,
  urlTls = `https://127.0.0.1:${tlsPort}/`
const target = { kind: 'url' as const, address: url, config: { url }, secret: null }
const targetTls = { kind: 'url' as const, address: urlTls, config: { url: urlTls }, secret: null }
const now = new Date()
for (let round = 0; round < 3; round++) {
  const b = await run('bare http', bare)
  const p = await run('probeHttp none', () => probeHttp({ url }, ctx))
  const k = await run('probeHttp keep', () => probeHttp({ url, body: 'keep' }, ctx))
  const e = await run('evaluate http.status', () =>
    evaluateCheck(httpStatus, {}, networkIo(target, now, ctx)),
  )
  const bt = await run('bare https', bareTls, 1000)
  const bt2 = await run('bare https ca', bareTlsCa, 500)
  const pt = await run(
    'probeHttp https',
    () => probeHttp({ url: urlTls, privateCa: authority.rootPem }, ctx),
    1000,
  )
  const et = await run(
    'evaluate https',
    () => evaluateCheck(httpStatus, { privateCa: authority.rootPem }, networkIo(targetTls, now, ctx)),
    1000,
  )
  console.log('ratios', {
    probe: p / b,
    keep: k / b,
    evaluate: e / b,
    tls: pt / bt,
    evalTls: et / bt,
    tlsVsCa: pt / bt2,
  })
}
server.kill()
process.exit(0)
