import { formatMeasure, formatNumber } from '@/lib/format/measure'

const scaled = new Set(['%', 'bytes', 'days', 'h', 's', 'ms'])

/** A number that somebody recorded, with its unit: counts stay whole, because they are compared. Pure. */
export function measureText(value: number, unit: string | null): string {
  if (unit !== null && scaled.has(unit)) return formatMeasure(value, unit)
  return [formatNumber(value, 3), unitText(unit)].filter(Boolean).join(' ')
}

/** The unit as people read it; counting things has none. Pure. */
const unitText = (unit: string | null) => (unit === null || unit === 'count' ? '' : unit)

/** What is counted, with its unit unless the name says it already: "Backup age, h", "Refused sign-ins". Pure. */
export function measureName(label: string, unit: string | null): string {
  const word = unitText(unit)
  return word === '' || ` ${label.toLowerCase()}`.endsWith(` ${word.toLowerCase()}`)
    ? label
    : `${label}, ${word}`
}
