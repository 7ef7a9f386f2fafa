import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { projectRoot } from '../project-root'

interface Rule {
  name: string
}

const config = join(projectRoot, '.dependency-cruiser.cjs')
const { forbidden } = createRequire(import.meta.url)(config) as { forbidden: Rule[] }

/** A house in order: the plants below are set into it. */
const house: Record<string, string> = {
  'lib/json.ts': 'export type Json = string',
  'lib/env.ts': 'export const env = 1',
  'lib/worker.ts': `import { tick } from '@/lib/engine/tick'\nexport const work = tick`,
  'lib/db/database.ts': `import { Client } from './generated/client'\nexport const database = Client`,
  'lib/db/generated/client.ts': `import '@prisma/client'\nexport const Client = 1`,
  'lib/charts/geometry.ts': `import { scaleLinear } from 'd3-scale'\nimport { two } from '@/lib/format/two'\nexport const geometry = [scaleLinear, two]`,
  'lib/checks/view.ts': 'export const view = 1',
  'lib/checks/store.ts': `import { database } from '@/lib/db/database'\nexport const list = database`,
  'lib/checks/service.ts': `import { list } from './store'\nexport const listChecks = list`,
  'lib/probes/tcp.ts': `import { connect } from 'node:net'\nimport { lookup } from 'node:dns'\nexport const tcp = [connect, lookup]`,
  'lib/engine/tick.ts': `import { list } from '@/lib/checks/store'\nexport const tick = list`,
  'documents/mail.tsx': `import { view } from '@/lib/checks/view'\nexport const Mail = view`,
  'components/charts/trend.tsx': `import { Button } from '@/components/ui/button'\nexport const Trend = Button`,
  'components/ui/button.tsx': `import { useState } from 'react'\nimport { view } from '@/lib/checks/view'\nexport const Button = [useState, view]`,
  'app/page.tsx': `import { Button } from '@/components/ui/button'\nimport { listChecks } from '@/lib/checks/service'\nexport default [Button, listChecks]`,
  'scripts/worker.ts': `import { work } from '@/lib/worker'\nimport 'node:fs'\nvoid work`,
}
for (const room of [
  'shell',
  'jobs',
  'auth',
  'checks',
  'findings',
  'runs',
  'systems',
  'tasks',
  'proofs',
  'checklists',
  'score',
  'today',
  'trials',
]) {
  house[`components/${room}/two.tsx`] = `import '@/components/ui/button'\nexport const Two = 2`
}
for (const room of [
  'format',
  'backups',
  'audit',
  'auth',
  'secrets',
  'egress',
  'outbox',
  'mail',
  'jobs',
  'systems',
  'archives',
  'scratch',
  'fingerprints',
  'samples',
  'evidence',
  'findings',
  'changes',
  'capacity',
  'tasks',
  'drills',
  'verifications',
  'alerts',
  'facts',
  'checklists',
  'assessments',
  'red-flags',
  'score',
  'incidents',
  'incidents',
  'reviews',
  'reports',
  'walkthroughs',
  'playbook',
  'trials',
  'one-shot',
  'overview',
  'trends',
  'fleet',
  'today',
]) {
  house[`lib/${room}/two.ts`] = 'export const two = 2'
}

/** The other half of a circle, which is reported once. */
const otherHalf = { 'lib/checks/other.ts': `import './one'` }

/** Modules that reach outside; a rule of lib must know none of them, by either of its names. */
const ioModules = [
  'child_process',
  'dgram',
  'dns',
  'fs',
  'http',
  'http2',
  'https',
  'net',
  'os',
  'process',
  'readline',
]
ioModules.push('timers', 'tls', 'worker_threads')

/** For each rule, files that break it and no other. */
const planted: Record<string, Record<string, string>> & { 'rules-without-io': Record<string, string> } = {
  'no-cycles': { 'lib/checks/one.ts': `import './other'` },
  'components-below-app': { 'components/ui/link.tsx': `import '@/app/page'` },
  'lib-below-screens': {
    'lib/checks/render.ts': `import '@/components/ui/button'`,
    'lib/checks/page.ts': `import '@/app/page'`,
  },
  'documents-know-views': {
    'documents/screen.tsx': `import '@/components/ui/button'`,
    'documents/stored.ts': `import '@/lib/checks/store'`,
    'documents/served.ts': `import '@/lib/checks/service'`,
    'documents/asking.ts': `import 'pg'`,
  },
  'lib-without-framework': {
    'lib/checks/hook.ts': `import 'react'`,
    'lib/checks/cached.ts': `import 'next/cache'`,
    'lib/auth/session.ts': `import 'next-auth/jwt'`,
  },
  'product-without-scripts': {
    'lib/checks/script.ts': `import '@/scripts/worker'`,
    'documents/script.ts': `import '@/scripts/worker'`,
  },
  'charts-are-geometry': {
    'lib/charts/random.ts': `import 'node:crypto'`,
    'lib/charts/named.ts': `import 'uuid'`,
  },
  'doors-call-services': {
    'app/stored.ts': `import '@/lib/checks/store'`,
    'app/probing.ts': `import '@/lib/probes/tcp'`,
    'app/working.ts': `import '@/lib/worker'`,
    'app/driver.ts': `import 'pg'`,
  },
  'components-see-views': {
    'components/ui/list.tsx': `import '@/lib/checks/service'`,
    'components/ui/stored.tsx': `import '@/lib/checks/store'`,
    'components/ui/setting.tsx': `import '@/lib/env'`,
  },
  'components-in-the-browser': { 'components/ui/file.tsx': `import 'node:path'` },
  'only-db-knows-prisma': {
    'lib/checks/rows.ts': `import type { Client } from '@/lib/db/generated/client'`,
    'scripts/prisma.ts': `import '@prisma/client'`,
  },
  'rules-without-io': {
    'lib/checks/read.ts': `import 'node:fs/promises'`,
    'lib/findings/call.ts': `import 'https'`,
    'lib/today/wait.ts': `import 'node:timers/promises'`,
  },
  'engine-on-top': { 'lib/top.ts': `import '@/lib/engine/tick'` },
  'root-below-rooms': { 'lib/low.ts': `import '@/lib/checks/view'` },
}
for (const name of ioModules) {
  planted['rules-without-io'][`lib/checks/io-${name}.ts`] = `import '${name}'`
  planted['rules-without-io'][`lib/checks/io-node-${name}.ts`] = `import 'node:${name}'`
}

// Each room of components is made to know one that is not below it.
const notBelow: Record<string, string> = {
  ui: 'checks/two',
  charts: 'shell/two',
  shell: 'charts/trend',
  jobs: 'shell/two',
  auth: 'checks/two',
  checks: 'findings/two',
  findings: 'runs/two',
  runs: 'systems/two',
  evidence: 'systems/two',
  systems: 'today/two',
  tasks: 'proofs/two',
  proofs: 'tasks/two',
  checklists: 'score/two',
  assessments: 'tasks/two',
  'red-flags': 'tasks/two',
  score: 'checklists/two',
  changes: 'tasks/two',
  capacity: 'tasks/two',
  mail: 'tasks/two',
  drills: 'today/two',
  verifications: 'today/two',
  incidents: 'today/two',
  reviews: 'today/two',
  reports: 'today/two',
  trends: 'today/two',
  walkthroughs: 'today/two',
  fleet: 'today/two',
  today: 'trials/two',
  trials: 'today/two',
}
for (const [room, other] of Object.entries(notBelow)) {
  planted[`component-order-${room}`] = {
    [`components/${room}/aside.tsx`]: `import '@/components/${other}'`,
  }
}

// Each room is made to know the one behind it; the last but one then knows the engine, which breaks a second rule.
const rooms = forbidden
  .map(({ name }) => /^room-order-(.+)$/.exec(name)?.[1])
  .filter((room) => room !== undefined)
const target: Record<string, string> = {
  charts: 'geometry',
  db: 'database',
  probes: 'tcp',
  checks: 'view',
  engine: 'tick',
}
for (const [index, room] of rooms.entries()) {
  const next = rooms[index + 1] ?? 'engine'
  planted[`room-order-${room}`] = {
    [`lib/${room}/ahead.ts`]: `import '@/lib/${next}/${target[next] ?? 'two'}'`,
  }
}
const alsoBreaks = [
  'room-order-charts: charts-are-geometry',
  'room-order-today: engine-on-top',
  'engine-on-top: root-below-rooms',
]

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-house-'))
  await write({
    ...house,
    'tsconfig.json': '{"compilerOptions": {"module": "preserve", "paths": {"@/*": ["./*"]}}}',
    'package.json': '{"type": "module"}',
  })
})
afterEach(() => rm(folder, { recursive: true }))

async function write(files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), `${text}\n`)
  }
}

interface Report {
  summary: { totalCruised: number; violations: { from: string; rule: Rule }[] }
}

function cruise(): Report['summary'] {
  const cli = join(projectRoot, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')
  const run = spawnSync(
    process.execPath,
    [cli, '--config', config, '--output-type', 'json', 'app', 'components', 'documents', 'lib', 'scripts'],
    { cwd: folder, encoding: 'utf8' },
  )
  return (JSON.parse(run.stdout) as Report).summary
}

describe('the rules of the house', () => {
  it('have nothing against a house in order, and see all of it', () => {
    const { totalCruised, violations } = cruise()
    expect(violations).toEqual([])
    expect(totalCruised).toBeGreaterThanOrEqual(Object.keys(house).length)
  })

  it('place every room of components', () => {
    const rooms = readdirSync(join(projectRoot, 'components')).sort()
    const placed = forbidden.flatMap(({ name }) => /^component-order-(.+)$/.exec(name)?.[1] ?? [])
    expect(placed.sort()).toEqual(rooms)
  })

  it('catch a planted violation of each of them', async () => {
    expect(Object.keys(planted).sort()).toEqual(forbidden.map(({ name }) => name).sort())
    for (const files of [otherHalf, ...Object.values(planted)]) await write(files)
    const found = new Set(cruise().violations.map(({ rule, from }) => `${rule.name}: ${from}`))
    const expected = Object.entries(planted).flatMap(([rule, files]) =>
      Object.keys(files).map((file) => `${rule}: ${file}`),
    )
    const second = alsoBreaks.map((entry) => {
      const [plant = '', rule] = entry.split(': ')
      return `${rule}: ${Object.keys(planted[plant] ?? {})[0]}`
    })
    expect([...found].sort()).toEqual([...expected, ...second].sort())
  })
})
