import { spawnSync } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { projectRoot } from '../project-root'

// A project of its own whose node_modules is a link, and whose one script notes on which Node it runs.
const script = `
import { spawnSync } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { otherNode } from './pinned-node.mjs'
appendFileSync('starts', 'start\\n')
const other = otherNode()
if (other) spawnSync(other.program, ['script.mjs'], { env: other.env })
else appendFileSync('starts', 'runs, mark ' + process.env.WHEELTAPPER_ON_PINNED_NODE + '\\n')
`
let folder: string
let program: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-node-'))
  const project = join(folder, 'project')
  const modules = join(folder, 'modules')
  const bin = join(modules, `node-${process.platform}-${process.arch}`, 'bin')
  await mkdir(project)
  await mkdir(bin, { recursive: true })
  await symlink(modules, join(project, 'node_modules'))
  for (const name of ['pinned-node.mjs', 'project-root.mjs'])
    await copyFile(join(projectRoot, 'scripts', 'bootstrap', name), join(project, name))
  await writeFile(join(project, 'package.json'), '{}')
  await writeFile(join(project, 'script.mjs'), script)
  program = join(bin, 'node')
})
afterEach(() => rm(folder, { recursive: true }))

async function starts(): Promise<string[]> {
  const cwd = join(folder, 'project')
  spawnSync(process.execPath, ['script.mjs'], { cwd, timeout: 20_000 })
  return (await readFile(join(cwd, 'starts'), 'utf8')).trim().split('\n')
}

it('stays on this Node where the pinned one is the same by another path', async () => {
  await symlink(process.execPath, program)
  expect(await starts()).toEqual(['start', 'runs, mark undefined'])
})

it('hands over once, even to a Node that never looks like the pinned one', async () => {
  await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' "$@"\n`, { mode: 0o755 })
  expect(await starts()).toEqual(['start', 'start', 'runs, mark undefined'])
})

it('stays on this Node where there is no pinned one and this one is new enough', async () => {
  expect(await starts()).toEqual(['start', 'runs, mark undefined'])
})
