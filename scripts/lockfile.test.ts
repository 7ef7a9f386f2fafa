import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from './project-root'

interface Entry {
  version?: string
  resolved?: string
  optionalDependencies?: Record<string, string>
}

const { packages } = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Entry>
}

/** Where a package called for by the one at `path` is found: nearest node_modules upwards. */
function isLocked(name: string, path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if (folder === '.') return `node_modules/${name}` in packages
    if (`${folder}/node_modules/${name}` in packages) return true
  }
}

describe('package-lock.json', () => {
  it('holds the package of every platform: one missing and `npm ci` refuses on all of them', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(name, path || '.')),
    )
    expect(missing).toEqual([])
  })

  it('names no registry, so that it installs from any mirror', () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved)).toEqual([])
  })

  it('pins every package', () => {
    const unpinned = Object.entries(packages).filter(([path, { version }]) => path !== '' && !version)
    expect(unpinned).toEqual([])
  })
})
