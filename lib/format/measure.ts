import { locale } from './moment'

const numbers = new Map<number, Intl.NumberFormat>()

/** A number with thin grouping and at most so many decimals: 12345.6 → "12,346". */
export function formatNumber(value: number, decimals = 0): string {
  let made = numbers.get(decimals)
  if (!made) {
    made = new Intl.NumberFormat(locale, { maximumFractionDigits: decimals })
    numbers.set(decimals, made)
  }
  return made.format(value)
}

const numberWords = [
  'No',
  'One',
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
  'Ten',
  'Eleven',
  'Twelve',
]

/** A count at the beginning of a sentence: a word up to twelve, "No" for none. Pure. */
export const openingNumber = (count: number): string => numberWords[count] ?? formatNumber(count)

// Disks and backups are sold and reported in decimal units.
const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const

function formatBytes(value: number): string {
  let rest = Math.abs(value)
  let step = 0
  while (rest >= 999.5 && step < byteUnits.length - 1) {
    rest /= 1000
    step += 1
  }
  const sign = value < 0 ? '−' : ''
  return `${sign}${formatNumber(rest, rest < 10 && step > 0 ? 1 : 0)} ${byteUnits[step]}`
}

function formatLarge(value: number): string {
  const size = Math.abs(value)
  if (size >= 1e9) return `${formatNumber(value / 1e9, 1)} G`
  if (size >= 1e6) return `${formatNumber(value / 1e6, 1)} M`
  return formatNumber(value, size < 10 && !Number.isInteger(value) ? 1 : 0)
}

const decimals = (value: number) => (Math.abs(value) < 10 && !Number.isInteger(value) ? 1 : 0)

/** A value as people say it, with its unit: "76 %", "24 d", "1.2 GB", "38 ms". */
export function formatMeasure(value: number, unit: string | null): string {
  switch (unit) {
    case '%':
      return `${formatNumber(value, decimals(value))} %`
    case 'bytes':
      return formatBytes(value)
    case 'bytes/day':
      return `${formatBytes(value)}/d`
    case 'days':
      return `${formatNumber(value, decimals(value))} d`
    case 'h':
      return `${formatNumber(value, decimals(value))} h`
    case 's':
      return formatSeconds(value)
    case 'ms':
      return value >= 10_000
        ? `${formatNumber(value / 1000, 1)} s`
        : `${formatNumber(value, decimals(value))} ms`
    case 'transactions':
      return `${formatLarge(value)} tx`
    case 'code':
      // Means of several answers are no codes.
      return String(Math.round(value))
    case 'count':
    case null:
      return formatLarge(value)
    default:
      return `${formatLarge(value)} ${unit}`
  }
}

function formatSeconds(value: number): string {
  const size = Math.abs(value)
  if (size < 120) return `${formatNumber(value, decimals(value))} s`
  if (size < 7200) return `${formatNumber(value / 60)} min`
  if (size < 172_800) return `${formatNumber(value / 3600, 1)} h`
  return `${formatNumber(value / 86_400, 1)} d`
}
