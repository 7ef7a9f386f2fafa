import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { step } from './progress.mjs'
import { root } from './project-root.mjs'
import { runProgram } from './run-program.mjs'

/** Generates the database client when it is missing or older than the schema. */
export async function generatePrismaClient() {
  const stamp = join(root, '.build', 'prisma-client')
  const wanted = fingerprint()
  const isCurrent = existsSync(join(root, 'lib', 'db', 'generated', 'client.ts')) && read(stamp) === wanted
  if (isCurrent) return
  await mkdir(join(root, '.build'), { recursive: true })
  await rm(stamp, { force: true })
  const cli = join(root, 'node_modules', 'prisma', 'build', 'index.js')
  const env = { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' }
  await step('Generating the database client', () =>
    runProgram(process.execPath, [cli, 'generate'], { env, what: '`prisma generate`' }),
  )
  await writeFile(stamp, wanted)
}

function fingerprint() {
  const hash = createHash('sha256')
  hash.update(readFileSync(join(root, 'prisma', 'schema.prisma')))
  hash.update(readFileSync(join(root, 'node_modules', 'prisma', 'package.json')))
  return hash.digest('hex')
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}
