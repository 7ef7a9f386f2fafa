import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { secretFile } from './secret-files'

let folder: string
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'wheeltapper-secrets-')), 'secrets')
})
afterEach(() => rm(join(folder, '..'), { recursive: true }))

it('makes 32 random bytes once, for the owner alone', async () => {
  const first = await secretFile(folder, 'kek')
  expect(first).toMatch(/^[0-9a-f]{64}$/)
  expect(await secretFile(folder, 'kek')).toBe(first)
  expect(await secretFile(folder, 'other')).not.toBe(first)
  expect((await stat(join(folder, 'kek'))).mode & 0o777).toBe(0o600)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
})

it('gives the same secret to all who ask at the same moment', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => secretFile(folder, 'kek')))
  expect(new Set(answers).size).toBe(1)
})

it('takes what an operator put there, and never replaces an empty file by itself', async () => {
  await secretFile(folder, 'kek')
  await writeFile(join(folder, 'kek'), 'from elsewhere\n')
  expect(await secretFile(folder, 'kek')).toBe('from elsewhere')
  await writeFile(join(folder, 'kek'), '')
  await expect(secretFile(folder, 'kek')).rejects.toThrow('is empty')
  expect(await readFile(join(folder, 'kek'), 'utf8')).toBe('')
})
