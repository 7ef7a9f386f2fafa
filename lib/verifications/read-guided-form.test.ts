import { describe, expect, it } from 'vitest'
import { parseInput } from '@/lib/parse-input'
import { Problem } from '@/lib/problem'
import { guidedForm } from './guided-schema'
import { readGuidedForm } from './read-guided-form'

const id = '0193a5c0-0000-7000-8000-000000000001'
const read = (fields: Record<string, unknown>) =>
  readGuidedForm(parseInput(guidedForm, { title: 'PostgreSQL 15 to 18', ...fields }))
const faultOf = (fields: Record<string, unknown>): Readonly<Record<string, string>> => {
  try {
    read(fields)
  } catch (error) {
    if (error instanceof Problem) return error.fields
    throw error
  }
  return {}
}

const two = {
  database1Before: 'postgresql://audit:tiger1@old:5432/orders',
  database1After: 'postgresql://audit:tiger2@new:5433/orders?sslmode=require',
}

describe('the form of a guided verification', () => {
  it('reads databases, and keeps passwords apart from addresses', () => {
    const { config, passwords } = read(two)
    expect(config.databases).toMatchObject([
      {
        name: 'orders',
        before: { type: 'address', address: 'postgresql://audit@old:5432/orders' },
        after: { type: 'address', config: { host: 'new', port: 5433, tls: 'require' } },
      },
    ])
    expect(passwords).toEqual({ '0.before': 'tiger1', '0.after': 'tiger2' })
    expect(JSON.stringify(config)).not.toMatch(/tiger1|tiger2/)
  })

  it('takes what was upgraded in place, targets, and SQLite files', () => {
    const { config } = read({
      database1Before: `target:${id}`,
      database2Name: 'app',
      database2Before: '/srv/old/app.sqlite',
      database2After: '/srv/new/app.sqlite',
    })
    expect(config.databases).toEqual([
      {
        name: 'database 1',
        before: { type: 'target', targetId: id },
        after: { type: 'target', targetId: id },
      },
      {
        name: 'app',
        before: { type: 'sqlite', path: '/srv/old/app.sqlite' },
        after: { type: 'sqlite', path: '/srv/new/app.sqlite' },
      },
    ])
  })

  it('takes an address that the product knows for that target, unless a password of its own is given', () => {
    const known = [{ id, address: 'postgresql://audit@old:5432/orders' }]
    const form = parseInput(guidedForm, {
      title: 'PostgreSQL 15 to 18',
      database1Before: ' postgres://audit@old/orders ',
      database1After: two.database1Before,
    })
    expect(readGuidedForm(form, known).config.databases).toMatchObject([
      { name: 'orders', before: { type: 'target', targetId: id }, after: { type: 'address' } },
    ])
    expect(readGuidedForm(form).config.databases).toMatchObject([{ before: { type: 'address' } }])
  })

  it('reads folders, volumes, rows, dependencies and jobs line by line', () => {
    const { config } = read({
      ...two,
      folders: 'uploads: /srv/old/uploads -> /srv/new/uploads\n\n/srv/invoices/',
      volumes: 'data: /srv/data',
      rows: 'public.attachment.path in uploads without https://cdn.example.com/\norders: invoice.pdf in invoices',
      dependencies: 'mail: smtp.example.com:25\nhttps://pay.example.com/health',
      needs: [id],
      jobs: [`task:${id}`, `check:${id}`],
    })
    expect(config.folders).toEqual([
      { name: 'uploads', before: '/srv/old/uploads', after: '/srv/new/uploads' },
      { name: 'invoices', before: '/srv/invoices', after: '/srv/invoices' },
    ])
    expect(config.volumes).toEqual([{ name: 'data', before: '/srv/data', after: '/srv/data' }])
    expect(config.rows).toEqual([
      {
        database: 'orders',
        table: 'public.attachment',
        column: 'path',
        folder: 'uploads',
        strip: 'https://cdn.example.com/',
      },
      { database: 'orders', table: 'public.invoice', column: 'pdf', folder: 'invoices', strip: '' },
    ])
    expect(config.dependencies).toEqual([
      { name: '', place: { type: 'target', targetId: id } },
      { name: 'mail', place: { type: 'tcp', config: { host: 'smtp.example.com', port: 25 } } },
      {
        name: 'https://pay.example.com/health',
        place: { type: 'url', config: { url: 'https://pay.example.com/health' } },
      },
    ])
    expect(config.jobs).toEqual([
      { type: 'task', id },
      { type: 'check', id },
    ])
  })

  it('reads names of several words, and does not try every way to part a line', () => {
    const { config } = read({
      ...two,
      database1Name: 'orders in use',
      folders: 'old uploads: /srv/uploads',
      rows: 'orders in use: attachment.path in old uploads without  /media/',
    })
    expect(config.rows).toEqual([
      {
        database: 'orders in use',
        table: 'public.attachment',
        column: 'path',
        folder: 'old uploads',
        strip: '/media/',
      },
    ])
    const begun = performance.now()
    expect(faultOf({ ...two, rows: `a.b in${' '.repeat(19_000)}y\u2028y` })).toHaveProperty('rows')
    expect(performance.now() - begun).toBeLessThan(500)
  })

  it.each([
    [{}, 'database1Before', /at least one thing/],
    [{ database1After: two.database1After }, 'database1Before', /Where did it lie before/],
    [{ database1Before: 'https://shop.example.com/' }, 'database1Before', /no database/],
    [{ database1Before: 'postgresql://old/orders' }, 'database1Before', /user is missing/],
    [{ ...two, database2Before: 'postgresql://a:b@c/orders' }, 'database1Name', /Two are called "orders"/],
    [{ ...two, database1After: '/srv/app.sqlite' }, 'database1After', /two of one kind/],
    [{ folders: 'uploads: srv/x' }, 'folders', /Line 1: a name and paths that begin with \//],
    [{ folders: '/srv/a\n/srv/../etc' }, 'folders', /Line 2: .*written out/],
    [{ folders: '/proc/1' }, 'folders', /no place for data/],
    [{ folders: 'a: /b -> /c -> /d' }, 'folders', /one arrow/],
    [{ folders: 'a: /b\na: /c' }, 'folders', /Two are called "a"/],
    [{ ...two, rows: 'attachment in uploads' }, 'rows', /schema, table and column/],
    [{ ...two, rows: 'public.a.b in uploads' }, 'rows', /no folder "uploads" above/],
    [{ folders: 'uploads: /x', rows: 'public.a.b in uploads' }, 'rows', /Name a database first/],
    [{ folders: '/srv/a', without: ['files'] }, 'without', /Files were chosen above/],
    [{ dependencies: 'mail server' }, 'dependencies', /an address without spaces/],
    [{ dependencies: '/var/backups' }, 'dependencies', /only addresses with a port/],
    [{ dependencies: 'redis://cache:6379' }, 'dependencies', /Redis is not supported yet/],
  ])('refuses %j at %s', (fields, field, sentence) => {
    const faults = faultOf(fields)
    expect(Object.keys(faults)).toEqual([field])
    expect(faults[field]).toMatch(sentence)
    expect(faults[field]).not.toContain('tiger1')
  })
})
