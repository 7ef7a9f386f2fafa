import { describe, expect, it } from 'vitest'
import { guidedConfig } from './guided-schema'
import { refuseUndecided } from './refuse-undecided'

const config = (change: Record<string, unknown>) =>
  guidedConfig.parse({
    databases: [],
    folders: [],
    volumes: [],
    rows: [],
    dependencies: [],
    jobs: [],
    without: [],
    ...change,
  })
const folder = { name: 'uploads', before: '/srv/old', after: '/srv/new' }

describe('areas of a guided verification', () => {
  it('may be compared, or said not to exist', () => {
    const without = ['records', 'dependencies', 'jobs']
    expect(() => refuseUndecided(config({ folders: [folder], volumes: [folder], without }))).not.toThrow()
  })

  it.each([
    [['records', 'volumes', 'dependencies'], /^Nothing is said of jobs: .*tick “No jobs”/],
    [['records'], /^Nothing is said of volumes, dependencies, and jobs: .*tick “No volumes”/],
  ])('may not be left out: %j', (without, sentence) => {
    expect(() => refuseUndecided(config({ folders: [folder], without }))).toThrow(sentence)
  })
})
