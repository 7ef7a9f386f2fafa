import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { knownFacts } from '@/lib/assessments/facts/index'
import { checkKinds } from '@/lib/checks/kinds'
import { playbookItems } from '@/lib/playbook/items'
import { projectRoot } from '../project-root'
import { automaticAnswersPage } from './automatic-answers-page'
import { checksPage } from './checks-page'
import { generatedPages } from './generated-pages'
import { playbookMapPage } from './playbook-map-page'

describe.each(generatedPages())('$path', ({ path, content }) => {
  it('is current; `npm run docs` writes it anew', async () => {
    expect(await readFile(join(projectRoot, path), 'utf8')).toBe(content)
  })
})

describe('docs/checks.md', () => {
  const page = checksPage(checkKinds)

  it('holds every kind with what to do, and its settings', () => {
    for (const { kind, remediation } of checkKinds) {
      expect(page).toContain(`\n### ${kind}\n`)
      expect(page).toContain(remediation)
    }
    expect(page).toContain('| `warnPercent` | `70` |')
  })

  it('links each row of its table to a heading that exists', () => {
    const headings = [...page.matchAll(/^### (.+)$/gm)].map(([, kind]) =>
      kind?.toLowerCase().replaceAll('.', ''),
    )
    for (const [, link] of page.matchAll(/\]\(#([^)]+)\)/g)) expect(headings).toContain(link)
  })
})

describe('docs/playbook-map.md', () => {
  const page = playbookMapPage(playbookItems)

  it('has a row for every idea, with all that covers it', () => {
    for (const { item, coveredBy } of playbookItems) {
      const row = page.split('\n').find((line) => line.startsWith(`| ${item} |`))
      for (const key of coveredBy) expect(row, item).toContain(`\`${key}\``)
    }
  })

  it('says what each key means', () => {
    expect(page).toContain('- `control:backup.restore-tested`: When was a backup last restored')
    expect(page).toContain('- `flag:unproven-backup`: Backups never restored')
    expect(page).toContain('- `task:postgres.vacuum-analyze`: VACUUM ANALYZE')
    expect(page).toContain('- `check:bk.age`: Backup age')
  })
})

describe('docs/automatic-answers.md', () => {
  it('has a row for every fact', () => {
    const page = automaticAnswersPage()
    for (const { name, tells } of knownFacts) expect(page).toContain(`| \`${name}\` | ${tells} |`)
  })
})
