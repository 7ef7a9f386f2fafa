import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { playbookItems } from '@/lib/playbook/items'
import { projectRoot } from './project-root'

const run = (...parameters: string[]) =>
  spawnSync(
    process.execPath,
    [join('scripts', 'run.mjs'), join('scripts', 'playbook-map.ts'), ...parameters],
    {
      cwd: projectRoot,
      encoding: 'utf8',
    },
  )

describe('npm run -s playbook-map', () => {
  it('prints nothing but the items as JSON', () => {
    const { status, stdout } = run('--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toEqual(
      playbookItems.map(({ section, item, coveredBy }) => ({ section, item, coveredBy })),
    )
  })

  it('prints a table for people', () => {
    const { status, stdout } = run()
    expect(status).toBe(0)
    expect(stdout).toContain(`${playbookItems.length} ideas, each covered.`)
    expect(stdout).toContain('flag:unproven-backup')
  })

  it('explains itself when it is asked for something else', () => {
    const { status, stdout, stderr } = run('--yaml')
    expect(status).toBe(64)
    expect(stdout).toBe('')
    expect(stderr).toContain('--yaml is not known here.')
  })
})
