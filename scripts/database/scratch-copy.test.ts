import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { adoptCopy } from './scratch-copy'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wheeltapper-adopt-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it.each([
  [15, undefined],
  [17, 'off'],
  [18, 'off'],
])('takes nothing over from the settings of a copied PostgreSQL %i', async (major, triggers) => {
  const dataDirectory = join(folder, `d${major}`)
  await mkdir(dataDirectory)
  await writeFile(join(dataDirectory, 'postgresql.auto.conf'), `session_preload_libraries = 'x'\n`)
  const copy = {
    dataDirectory,
    logFolder: join(folder, 'w'),
    tablespaces: join(folder, 't'),
    major,
    database: null,
  }
  const settings = await adoptCopy(copy, join(folder, `c${major}`), null)
  expect(await readFile(join(dataDirectory, 'postgresql.auto.conf'), 'utf8')).toBe('')
  expect(settings.hba_file).toBe(join(folder, `c${major}`, 'pg_hba.conf'))
  // Triggers that run when a superuser signs in.
  expect(settings.event_triggers).toBe(triggers)
})
