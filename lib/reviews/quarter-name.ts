/** "Q4 2026", as people say it; the year is left out where it is this one. Pure. */
export function quarterName(quarter: string, thisYear?: number): string {
  const [year = '', name = ''] = quarter.split('-')
  return Number(year) === thisYear ? name : `${name} ${year}`
}
