import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { runCommand } from './run-command'

it('tells what a command printed without the password that it was given', async () => {
  const password = 'c@nary"7'
  const { code, tail } = await runCommand(
    [
      process.execPath,
      '-e',
      'const { PGPASSWORD, DATABASE_URL } = process.env; console.log(DATABASE_URL); console.error(JSON.stringify({ PGPASSWORD }), PGPASSWORD); process.exit(3)',
    ],
    {
      environment: {
        PGPASSWORD: password,
        DATABASE_URL: `postgresql://scratch:${encodeURIComponent(password)}@db.example.com/scratch`,
      },
      folder: tmpdir(),
      timeMs: 30_000,
      signal: new AbortController().signal,
    },
  )
  expect(code).toBe(3)
  expect(tail).toContain('postgresql://scratch:***@db.example.com/scratch')
  expect(tail).toContain('"PGPASSWORD":"***"')
  expect(tail).not.toMatch(/nary/)
})

it('tells no part of a password at which what is kept of its output begins', async () => {
  const script = `process.stdout.write('s3cret-canary' + 'x'.repeat(${4_096 - 6}))`
  const { tail } = await runCommand([process.execPath, '-e', script], {
    environment: { PGPASSWORD: 's3cret-canary' },
    folder: tmpdir(),
    timeMs: 30_000,
    signal: new AbortController().signal,
  })
  expect(tail).toMatch(/^(\*\*\*)?x+$/)
})
