import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { auditActions } from '@/lib/audit/actions'

/** Actions that no test proves with audited(), and why that is right. None today. */
const excused: Readonly<Record<string, string>> = {}

const sources = ['lib', 'app', 'scripts']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((name) => /\.tsx?$/.test(name) && !name.startsWith(join('lib', 'db', 'generated')))
  .map((name) => ({ name, text: readFileSync(name, 'utf8') }))
const product = sources.filter(
  ({ name }) => !/\.test\.tsx?$/.test(name) && !name.startsWith('scripts/testing/'),
)
const liveTests = sources.filter(({ name }) => name.endsWith('.live.test.ts'))

/** The actions that a test file proves: what it hands, in so many words, to the audited() of the house. */
function provenIn(text: string): string[] {
  if (!text.includes("import { audited } from '@/scripts/testing/audited'")) return []
  if (/\b(describe|it|test)\.(skip|todo|only)\b/.test(text)) return []
  const code = text.replace(/^\s*\/\/.*$/gm, '')
  return [...code.matchAll(/\bawait audited\(\s*'([^']+)'/g)].map((match) => match[1] ?? '')
}

/** Actions that none of these test files proves. */
function unproven(actions: readonly string[], texts: readonly string[]): string[] {
  const proven = new Set(texts.flatMap(provenIn))
  return actions.filter((action) => !proven.has(action))
}

// The compiler does the other half: appendAudit takes no action that auditActions does not name.
describe('every action of the audit log', () => {
  it('is proven to be one transaction with its change, or says why not', () => {
    const open = unproven(
      auditActions,
      liveTests.map(({ text }) => text),
    )
    expect(open, 'actions that no test wraps in audited()').toEqual(Object.keys(excused))
  })

  it('is named once, and in a file that writes it down', () => {
    expect(new Set(auditActions).size).toBe(auditActions.length)
    const writers = product.filter(({ text }) => text.includes('appendAudit(') || text.includes("VerbOf<'"))
    const rooms = new Set(writers.map(({ name }) => name.split('/').slice(0, 2).join('/')))
    const text = product
      .filter(
        ({ name }) => rooms.has(name.split('/').slice(0, 2).join('/')) && name !== 'lib/audit/actions.ts',
      )
      .map((file) => file.text)
      .join('\n')
    const unused = auditActions.filter(
      (action) =>
        !text.includes(`'${action}'`) && !text.includes(`'${action.replace(/^(finding|task)\./, '')}'`),
    )
    expect(unused).toEqual([])
  })

  it('comes through appendAudit, under its own name', () => {
    const rows = product.filter(({ text }) => /insert into "?audit_entry|auditEntry\.create/i.test(text))
    expect(rows.map(({ name }) => name)).toEqual(['lib/audit/store.ts'])
    const cast = product.filter(({ text }) => /as (AuditAction|VerbOf)\b/.test(text))
    expect(cast.map(({ name }) => name)).toEqual([])
  })

  it('is missed when its proof goes away', () => {
    const file = "import { audited } from '@/scripts/testing/audited'\n"
    const actions = ['team.create', 'team.change']
    const both = "await audited('team.create', work)\nawait audited(\n  'team.change',\n work)"
    expect(unproven(actions, [file + both])).toEqual([])
    expect(unproven(actions, [`${file}await audited('team.create', work)`])).toEqual(['team.change'])
    expect(unproven(actions, [`${file}  // ${both}`])).toEqual(['team.create'])
    expect(unproven(actions, [`${file}it.skip('x', async () => { ${both} })`])).toEqual(actions)
    expect(unproven(actions, [`const audited = () => {}\n${both}`])).toEqual(actions)
  })
})

describe('every transaction of a service', () => {
  // Their callers write the audit row in the transaction that they are handed, or hand over a note.
  const handed: Readonly<Record<string, string>> = {
    'lib/secrets/keyring.ts': 'addDataKey() is given the note that rotateDataKey() writes',
    'lib/db/database.ts': 'defines inTransaction()',
    'lib/tasks/plan.ts': 'the worker plans by itself; services that plan hand in their transaction',
    'lib/incidents/judge-preventions.ts':
      'the worker judges by itself; the history of the incident says what proved it',
    'lib/verifications/snapshot-job.ts':
      'the worker takes what somebody asked for in guided-service.ts; the snapshot says what was seen and when',
    'lib/verifications/comparison-job.ts':
      'the worker compares what somebody asked for; findings and the verification on record say what came of it',
    'lib/tasks/prove.ts': 'checks end what they prove; the history of the task says which',
    'lib/reviews/plan-reviews.ts':
      'the worker plans and prepares by itself; the history of the review says so',
  }

  it('writes an audit row, or says who does', () => {
    const silent = product.filter(({ name, text }) => {
      const opened = text.match(/(?<!function )\binTransaction\(/g)?.length ?? 0
      return name.startsWith('lib/') && opened > 0 && !text.includes('appendAudit(') && !(name in handed)
    })
    expect(silent.map(({ name }) => name)).toEqual([])
  })
})
