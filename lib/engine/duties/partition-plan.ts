export type PartitionUnit = 'day' | 'month' | 'year'

/** How one table, or one retention class of it, is cut into partitions and how long they are kept. */
export interface PartitionFamily {
  table: string
  /** First column of the range where a table is cut by retention class, then by time. */
  retention?: 'short' | 'long'
  unit: PartitionUnit
  /** Units created ahead of the current one, and behind it for facts that come late. */
  ahead: number
  behind: number
  keep: { hours: number } | { months: number }
  /** Not dropped before this duty's watermark has passed it. */
  rolledUpBy?: 'roll-up-runs' | 'roll-up-samples'
}

/** Retention of `docs/operations.md`: raw 48 h, hours and long-lived facts 13 months, days 5 years. */
export const partitionFamilies: readonly PartitionFamily[] = [
  {
    table: 'run',
    retention: 'short',
    unit: 'day',
    ahead: 3,
    behind: 1,
    keep: { hours: 48 },
    rolledUpBy: 'roll-up-runs',
  },
  {
    table: 'run',
    retention: 'long',
    unit: 'month',
    ahead: 2,
    behind: 1,
    keep: { months: 13 },
    rolledUpBy: 'roll-up-runs',
  },
  { table: 'sample', unit: 'day', ahead: 3, behind: 1, keep: { hours: 48 }, rolledUpBy: 'roll-up-samples' },
  { table: 'state_change', unit: 'month', ahead: 2, behind: 0, keep: { months: 13 } },
  { table: 'sample_hour', unit: 'month', ahead: 2, behind: 1, keep: { months: 13 } },
  { table: 'run_hour', unit: 'month', ahead: 2, behind: 1, keep: { months: 13 } },
  { table: 'sample_day', unit: 'year', ahead: 1, behind: 1, keep: { months: 60 } },
  { table: 'run_day', unit: 'year', ahead: 1, behind: 1, keep: { months: 60 } },
]

/** One partition: its name says its range, so that nothing else needs to be remembered. */
export interface Partition {
  name: string
  from: Date
  to: Date
}

/** The partitions of a family that must exist at an instant; `since` asks for older ones too. */
export function partitionsDue(family: PartitionFamily, now: Date, since: Date = now): Partition[] {
  const last = shift(startOf(family.unit, now), family.unit, family.ahead)
  const partitions: Partition[] = []
  let from = shift(startOf(family.unit, since < now ? since : now), family.unit, -family.behind)
  while (from <= last) {
    const to = shift(from, family.unit, 1)
    partitions.push({ name: partitionName(family, from), from, to })
    from = to
  }
  return partitions
}

/** The range of an existing partition by its name; null for the default and for tables of others. */
export function partitionOf(family: PartitionFamily, name: string): Partition | null {
  const digits = name.slice(prefix(family).length)
  if (!name.startsWith(prefix(family)) || !/^\d+$/.test(digits) || digits.length !== nameDigits[family.unit])
    return null
  const month = Number(digits.slice(4, 6) || '1')
  const from = new Date(Date.UTC(Number(digits.slice(0, 4)), month - 1, Number(digits.slice(6, 8) || '1')))
  return { name, from, to: shift(from, family.unit, 1) }
}

/** Whether everything in a partition is older than its family is kept. */
export function isExpired(family: PartitionFamily, partition: Partition, now: Date): boolean {
  const kept =
    'hours' in family.keep
      ? new Date(now.getTime() - family.keep.hours * 3_600_000)
      : new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - family.keep.months, now.getUTCDate()))
  return partition.to <= kept
}

const nameDigits: Readonly<Record<PartitionUnit, number>> = { day: 8, month: 6, year: 4 }

function prefix({ table, retention }: PartitionFamily): string {
  return retention ? `${table}_${retention}_` : `${table}_`
}

function partitionName(family: PartitionFamily, from: Date): string {
  return prefix(family) + from.toISOString().replaceAll('-', '').slice(0, nameDigits[family.unit])
}

function startOf(unit: PartitionUnit, at: Date): Date {
  const month = unit === 'year' ? 0 : at.getUTCMonth()
  return new Date(Date.UTC(at.getUTCFullYear(), month, unit === 'day' ? at.getUTCDate() : 1))
}

function shift(from: Date, unit: PartitionUnit, count: number): Date {
  return new Date(
    Date.UTC(
      from.getUTCFullYear() + (unit === 'year' ? count : 0),
      from.getUTCMonth() + (unit === 'month' ? count : 0),
      from.getUTCDate() + (unit === 'day' ? count : 0),
    ),
  )
}
