import type { DrillReport, TableCount } from '@/lib/drills/drill-report'

const steps: DrillReport['steps'] = [
  { level: 'listed', state: 'passed', sentence: 'The archive could be read to its end.', seconds: 12 },
  {
    level: 'restored',
    state: 'passed',
    sentence: '16 tables were loaded without an error.',
    seconds: 640,
  },
  {
    level: 'queried',
    state: 'failed',
    sentence: 'public.orders has 34 rows less than the manifest says. Look when they were deleted, and why.',
    seconds: 38,
  },
  { level: 'booted', state: 'skipped', sentence: '', seconds: null },
]

const count = (table: string, expected: number, found: number): TableCount => ({
  table,
  comparedWith: 'manifest',
  expected,
  found,
  sameContent: expected === found,
  state: expected === found ? 'equal' : 'differs',
})

const counts = [
  count('public.orders', 128_044, 128_010),
  ...Array.from({ length: 14 }, (_each, index) =>
    count(`public.part_${index + 1}`, 1_000 * (index + 1), 1_000 * (index + 1)),
  ),
]

const seen: Pick<DrillReport, 'differences' | 'assertions'> = {
  differences: [
    {
      area: 'sequences',
      what: 'public.orders_id_seq',
      sentence: 'It stands at 128,000, behind the largest id 128,044: the next insert fails.',
      isFault: true,
    },
    {
      area: 'extensions',
      what: 'pg_stat_statements',
      sentence: 'It is not there; nothing in the data needs it.',
      isFault: false,
    },
  ],
  assertions: [
    {
      name: 'No invoice without a total',
      sql: 'select id from invoices where total is null',
      expected: 'no row',
      found: '2 rows',
      holds: false,
      seconds: 0.2,
    },
  ],
}

/** What a machine wrote down of a restore, with every kind of line in it: rows missing, a question that does not hold. */
export function drillReport(at: Date): DrillReport {
  const later = (seconds: number) => new Date(at.getTime() + seconds * 1_000).toISOString()
  const takenAt = later(-28_800)
  return {
    version: 1,
    headline: 'Rows are missing: public.orders came back with 128,010 of 128,044',
    level: 'queried',
    result: 'partial',
    startedAt: later(0),
    finishedAt: later(690),
    backup: {
      name: 'orders-2026-11-14.dump',
      format: 'PostgreSQL custom dump in gzip',
      bytes: 1_204_311_992,
      sha256: 'a'.repeat(64),
      takenAt,
      takenFrom: 'file name',
    },
    place: {
      type: 'embedded',
      text: 'a throw-away server of its own',
      serverVersion: '18.0',
      bytes: 3_100_000_000,
    },
    steps,
    counts,
    tables: { compared: 15, differing: 1, rows: 233_010 },
    ...seen,
    rto: { seconds: 690, declaredSeconds: 3_600, isMet: true },
    rpo: { seconds: 28_800, declaredSeconds: 3_600, isMet: false, from: 'backup-time', newestAt: takenAt },
    notes: ['Roles of the dump were left out: `orders_app`, `reporting`.'],
  }
}
