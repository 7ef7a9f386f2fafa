import { describe, expect, test } from 'vitest'
import type { ResourceVerdict } from '@/lib/checks/define-check'
import type { Verdict } from '@/lib/checks/verdict'
import { aggregateResource, findingsOfRun } from './findings-of-run'
import { fingerprint } from './fingerprint'

const definition = {
  kind: 'pg.dead_tuples',
  title: 'Dead rows',
  remediation: 'VACUUM the table.',
  severity: { warn: 'medium', fail: 'high' },
} as const
const subject = { systemKey: 'system', targetAddress: 'db.example:5432/orders' }
const run = (verdict: Verdict, resources: ResourceVerdict[] = []) =>
  findingsOfRun(definition, subject, { verdict, reason: 'Too many dead rows.', resources })
const resource = (name: string, verdict: Verdict, detail?: string): ResourceVerdict => ({
  name,
  value: 1,
  verdict,
  detail,
})

test.each(['ok', 'unknown', 'not-applicable'] as const)('%s finds nothing', (verdict) =>
  expect(run(verdict, [resource('a', 'fail')])).toEqual([]),
)

test.each([
  ['warn', 'medium'],
  ['fail', 'high'],
] as const)('%s without resources is about the target itself', (verdict, severity) =>
  expect(run(verdict)).toEqual([
    {
      severity,
      title: 'Dead rows: db.example:5432/orders',
      detail: 'Too many dead rows.',
      resource: '',
      remediation: 'VACUUM the table.',
      fingerprint: fingerprint({
        system: 'system',
        kind: 'pg.dead_tuples',
        targetAddress: subject.targetAddress,
        resource: '',
      }),
    },
  ]),
)

test('one finding for each resource that is not ok, failures first, each with its own severity', () => {
  const found = run('fail', [
    resource('a', 'warn'),
    resource('b', 'fail', '42 %'),
    resource('c', 'ok'),
    resource('d', 'unknown'),
  ])
  expect(found.map(({ resource: name, severity, detail }) => [name, severity, detail])).toEqual([
    ['b', 'high', 'b: 42 %.'],
    ['a', 'medium', 'Too many dead rows.'],
  ])
})

test('the sentence of the run is enough for the only one', () => {
  expect(run('fail', [resource('b', 'fail', '42 %')])[0]?.detail).toBe('Too many dead rows.')
})

describe('the limit', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => resource(`t${index}`, 'warn'))
  test.each([
    [20, 20, 't19'],
    [21, 20, aggregateResource],
    [50, 20, aggregateResource],
  ])('%i resources make %i findings, the last is %s', (count, expected, last) => {
    const found = run('warn', many(count))
    expect(found).toHaveLength(expected)
    expect(found.at(-1)?.resource).toBe(last)
  })
  test('the last one counts the rest', () => {
    expect(run('warn', many(23)).at(-1)?.detail).toBe('4 further: t19, t20, t21, t22. Too many dead rows.')
  })
})

test('a drifting value is the same finding', () => {
  const [before] = run('warn', [{ ...resource('a', 'warn', '11 %'), value: 11 }])
  const [after] = run('fail', [{ ...resource('a', 'fail', '45 %'), value: 45 }])
  expect(after?.fingerprint).toBe(before?.fingerprint)
})
