import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { actions } from '@/e2e/support/access-matrix/actions'
import { pages } from '@/e2e/support/access-matrix/pages'
import { routes } from '@/e2e/support/access-matrix/routes'

const files = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .map((name) => join('app', name))
  .filter((name) => /\.tsx?$/.test(name))
const text = (file: string) => readFileSync(file, 'utf8')
const exported = (file: string) => [
  ...[...text(file).matchAll(/^export (?:const|(?:async )?function) (\w+)/gm)].map((match) => match[1]),
  ...[...text(file).matchAll(/^export \{(.*)\}/gm)].flatMap((match) =>
    (match[1] ?? '').split(',').map((part) => part.trim().replace(/^.* as /, '')),
  ),
]
const named = (file: string) => `${file} `
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

describe('the access matrix names what is on disk, no more and no less', () => {
  it('pages', () => {
    expect(Object.keys(pages).sort()).toEqual(files.filter((file) => /(^|\/)page\.tsx$/.test(file)).sort())
  })

  it('routes and their methods', () => {
    const found = files
      .filter((file) => /(^|\/)route\.tsx?$/.test(file))
      .flatMap((file) =>
        exported(file)
          .filter((name) => methods.includes(name ?? ''))
          .map((name) => named(file) + name),
      )
    expect(Object.keys(routes).sort()).toEqual(found.sort())
  })

  it('Server Actions', () => {
    const found = files
      .filter((file) => /^['"]use server['"]/m.test(text(file)))
      .flatMap((file) => exported(file).map((name) => named(file) + name))
    expect(Object.keys(actions).sort()).toEqual(found.sort())
  })

  it('Server Actions are whole files, never lines inside a component', () => {
    const inside = files.filter((file) => /^\s+['"]use server['"]/m.test(text(file)))
    expect(inside).toEqual([])
  })

  it('every Server Action comes through the one door', () => {
    const around = files
      .filter((file) => /^['"]use server['"]/m.test(text(file)))
      .flatMap((file) => [...text(file).matchAll(/^export (?:const|(?:async )?function) (\w+)(.*)/gm)])
      .filter((match) => !/= (formAction|anonymousFormAction)\(/.test(match[2] ?? ''))
    expect(around.map((match) => match[1])).toEqual([])
  })
})
