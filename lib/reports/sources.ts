// Which stored facts a report is read from, and how long they are kept. What is not named here is kept for good.

/** A source of reports that is not kept for ever. */
export interface Source {
  /** What people call it. */
  name: string
  /** The table it lies in. */
  table: string
  months: number
  /** What of a report rests on it. */
  rests: string
}

export const expiringSources: readonly Source[] = [
  {
    name: 'changes of checks’ states',
    table: 'state_change',
    months: 13,
    rests: 'current, unknown and failing checks',
  },
  {
    name: 'hourly figures',
    table: 'sample_hour',
    months: 13,
    rests: 'ages of backups and ends of certificates',
  },
  { name: 'hourly counts of runs', table: 'run_hour', months: 13, rests: 'runs that nobody executed' },
  { name: 'runs of checks', table: 'run', months: 13, rests: 'versions and updates' },
  { name: 'forecasts', table: 'capacity_forecast', months: 13, rests: 'limits that come near' },
  { name: 'signs of life of workers', table: 'worker', months: 13, rests: 'the time in which nobody worked' },
]

/** A source that does not reach back to a period any more. */
export interface Expired {
  source: string
  keptSince: string
  sentence: string
}

/** Sources of a period that are gone, or partly gone, by now. Pure. */
export function expiredSources(from: Date, now: Date): Expired[] {
  return expiringSources.flatMap(({ name, months, rests }) => {
    const keptSince = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, now.getUTCDate()))
    if (from >= keptSince) return []
    return [
      {
        source: name,
        keptSince: keptSince.toISOString(),
        sentence: `The ${name} are kept for ${months} months: ${rests} cannot be read again.`,
      },
    ]
  })
}
