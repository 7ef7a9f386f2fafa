import { describe, expect, it } from 'vitest'
import { plainText } from './plain-text'
import type { AuditReport, AuditRun } from './schema'
import { wrap } from './wrap'

const run = (kind: string, verdict: AuditRun['verdict'], change: Partial<AuditRun> = {}): AuditRun => ({
  kind,
  verdict,
  reason: `${kind} is ${verdict}.`,
  value: null,
  unit: null,
  thresholds: { warn: null, fail: null },
  resources: [],
  evidence: {},
  remediation: `Repair ${kind}, then look again; this sentence is long enough to need a second line of text.`,
  ...change,
})

const report: AuditReport = {
  target: 'postgresql://audit@db.example.com:5432/orders',
  startedAt: '2026-11-23T10:00:00.000Z',
  durationMs: 412,
  runs: [
    run('pg.connections', 'fail', {
      value: 97,
      unit: '%',
      thresholds: { warn: 70, fail: 95 },
      evidence: {
        used: 95,
        roles: ['app', 'cron'],
        sessions: [{ pid: 1 }],
        limits: { max: 100 },
        nothing: null,
      },
      resources: [
        { name: 'app', value: 90, verdict: 'fail' },
        { name: 'cron', value: 1, verdict: 'ok' },
      ],
    }),
    run('pg.dead_tuples', 'unknown', { reason: 'GRANT pg_monitor TO audit' }),
    run('pg.idle', 'unknown', { reason: 'GRANT pg_monitor TO audit' }),
    run('pg.up', 'ok'),
    run('pg.slots', 'not-applicable'),
  ],
  findings: [],
  skipped: [
    { kind: 'pg.db_size_growth', reason: 'Compares with earlier values: a single look has none.' },
    { kind: 'http.status', reason: 'Is asked of a URL.' },
  ],
}

describe('plainText', () => {
  const text = plainText(report, new Map([['pg.connections', 'Connections']]), { width: 80, colour: false })

  it('puts the worst first, with evidence and what to do', () => {
    expect(text).toBe(`Audit of postgresql://audit@db.example.com:5432/orders
2026-11-23 10:00 UTC, 5 checks in 0.4 s: 1 fail, 0 warn, 2 unknown, 1 ok, 1 not
applicable

FAIL     Connections (pg.connections)
         pg.connections is fail.
         measured 97 %, warns at 70 %, fails at 95 %
         - FAIL app: 90 %
         Evidence: used: 95; roles: app, cron; sessions: 1 entry; limits: max
         100
         What to do: Repair pg.connections, then look again; this sentence is
         long enough to need a second line of text.

UNKNOWN  2 checks could not look
         GRANT pg_monitor TO audit
         pg.dead_tuples, pg.idle

ok       pg.up: pg.up is ok.
n/a      pg.slots: pg.slots is not-applicable.

Skipped pg.db_size_growth: Compares with earlier values: a single look has none.
1 kind is for other targets; docs/checks.md lists them.
`)
  })

  it('fits into 80 columns', () => {
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })

  it('has colours for a terminal only', () => {
    expect(text).not.toContain('\u001b')
    expect(plainText(report, new Map(), { width: 80, colour: true })).toContain('\u001b[1;31mFAIL\u001b[0m')
  })

  it('takes the teeth out of what a server said', () => {
    const hostile = {
      ...report,
      runs: [run('http.status', 'warn', { reason: 'said \u001b[2J\u0007 and more.' })],
    }
    const shown = plainText(hostile, new Map(), { width: 80, colour: false })
    expect(shown).not.toContain('\u001b')
    expect(shown).not.toContain('\u0007')
  })
})

describe('wrap', () => {
  it.each([
    ['one two three', 7, ['one two', 'three']],
    ['https://example.com/very/long', 10, ['https://example.com/very/long']],
    ['a\nb', 10, ['a', 'b']],
    ['', 10, ['']],
  ])('%j at %s', (text, width, lines) => expect(wrap(text, width)).toEqual(lines))
})
