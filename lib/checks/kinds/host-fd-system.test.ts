import { describe, expect, it } from 'vitest'
import { hostFdSystem } from './host-fd-system'

const settings = hostFdSystem.config.parse({})
const judge = (files: { allocated: number; max: number } | null) =>
  hostFdSystem.judge({ files }, settings, new Date())

describe('host.fd_system', () => {
  it.each([
    [100, 'ok'],
    [699, 'ok'],
    [700, 'warn'],
    [900, 'fail'],
  ])('%s of 1,000 open files is %s', (allocated, verdict) => {
    expect(judge({ allocated, max: 1_000 })).toMatchObject({ verdict, value: allocated / 10 })
  })

  it('is next to nothing of the unlimited maximum of today’s kernels', () => {
    expect(judge({ allocated: 4_000, max: Number.MAX_SAFE_INTEGER }).verdict).toBe('ok')
  })

  it('does not apply where there is no such limit', () => {
    expect(judge(null)).toMatchObject({ verdict: 'not-applicable', value: null })
  })
})
