import type { CapacityPoint } from '../forecast'

/** Ways in which real series move. */
export const seriesKinds = ['trend', 'season', 'steps', 'clean-ups', 'noise', 'walk', 'mixed'] as const
export type SeriesKind = (typeof seriesKinds)[number]

/** One day, in milliseconds. */
export const dayMs = 86_400_000
/** All series begin at this instant: a Monday. */
export const seriesStart = Date.UTC(2026, 0, 5, 6)

/** Chance that is the same for the same seed. */
export interface Chance {
  /** Evenly from `low` to `high`. */
  even(low: number, high: number): number
  /** Around 0 with standard deviation 1. */
  normal(): number
  happens(share: number): boolean
}

/** A generator of its own (xorshift over 32 bits), so that a seed gives the same series for ever. */
export function chanceOf(seed: number): Chance {
  let state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 4_294_967_296
  }
  for (let turn = 0; turn < 8; turn += 1) next()
  return {
    even: (low, high) => low + (high - low) * next(),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    happens: (share) => next() < share,
  }
}

/** A series of 90 to 270 days, measured about once a day, some days not at all. In percent-like units above 0. */
export function seededSeries(kind: SeriesKind, seed: number): CapacityPoint[] {
  const chance = chanceOf(seed * 7 + seriesKinds.indexOf(kind))
  const days = Math.round(chance.even(90, 270))
  const missing = chance.happens(0.3) ? 0.05 : 0
  const level = movementOf[kind](chance)
  const points: CapacityPoint[] = []
  for (let day = 0; day < days; day += 1) {
    const value = level(day)
    const jitter = chance.even(-0.02, 0.02) * dayMs
    if (!chance.happens(missing)) points.push({ at: seriesStart + day * dayMs + jitter, value })
  }
  return points
}

/** Value of a day; asked for each day in order. */
type Movement = (day: number) => number

const movementOf: Readonly<Record<SeriesKind, (chance: Chance) => Movement>> = {
  trend: (chance) => {
    const [slope, noise, wild] = [growth(chance), noiseOf(chance, 1), wildDays(chance)]
    return (day) => 40 + slope * day + noise() + wild()
  },
  season: (chance) => {
    const [slope, noise, week] = [growth(chance), noiseOf(chance, 1), weekOf(chance)]
    return (day) => 60 + slope * day + week(day) + noise()
  },
  steps: (chance) => {
    const [slope, noise, rate] = [growth(chance), noiseOf(chance, 0.6), 1 / chance.even(25, 90)]
    let level = 100
    return (day) => {
      if (chance.happens(rate)) level += (chance.happens(0.65) ? 1 : -1) * chance.even(5, 25)
      return level + slope * day + noise()
    }
  },
  'clean-ups': cleanUps,
  noise: (chance) => {
    const [noise, wild] = [noiseOf(chance, chance.even(0.5, 6)), wildDays(chance)]
    return () => 50 + noise() + wild()
  },
  walk: (chance) => {
    const size = chance.even(0.3, 2)
    let level = 200
    return () => {
      level += size * chance.normal()
      return level
    }
  },
  mixed: (chance) => {
    const parts = [cleanUps(chance), chance.happens(0.5) ? weekOf(chance) : () => 0, walkOf(chance)] as const
    const turn = chance.even(30, 200)
    const later = growth(chance)
    return (day) => 40 + parts.reduce((sum, part) => sum + part(day), 0) + Math.max(0, day - turn) * later
  },
}

/** A disk that somebody cleans: by hand when it is full, or by a job every so many days. */
function cleanUps(chance: Chance): Movement {
  const [slope, noise] = [chance.even(0.3, 1.5), noiseOf(chance, 0.6)]
  const [full, period, byJob] = [chance.even(60, 95), chance.even(7, 40), chance.happens(0.5)]
  let [level, since] = [chance.even(10, 50), 0]
  return () => {
    level += slope * chance.even(0.5, 1.5)
    since += 1
    if (byJob ? since >= period : level >= full && chance.happens(0.5)) {
      level *= byJob
        ? Math.max(0.2, 1 - (slope * period * chance.even(0.7, 1)) / level)
        : chance.even(0.3, 0.8)
      since = 0
    }
    return level + noise()
  }
}

function walkOf(chance: Chance): Movement {
  const size = chance.even(0, 0.8)
  let level = 0
  return () => {
    level += size * chance.normal()
    return level
  }
}

/** Change a day: mostly up, seldom down, sometimes none. */
const growth = (chance: Chance) =>
  chance.happens(0.15) ? 0 : (chance.happens(0.2) ? -1 : 1) * chance.even(0.03, 0.6)

/** White or with a memory of days. */
function noiseOf(chance: Chance, size: number): () => number {
  const memory = chance.happens(0.5) ? 0 : chance.even(0.2, 0.8)
  let before = 0
  return () => {
    before = memory * before + Math.sqrt(1 - memory ** 2) * size * chance.normal()
    return before
  }
}

/** Working days and week-ends, or one night of the week with much to do. */
function weekOf(chance: Chance): Movement {
  const size = chance.even(3, 12)
  const [working, single] = [chance.happens(0.6), Math.floor(chance.even(0, 7))]
  return (day) => (working ? (day % 7 < 5 ? size : 0) : day % 7 === single ? size : 0)
}

/** A bulk load or an empty answer, on a few days. */
function wildDays(chance: Chance): () => number {
  const rate = chance.happens(0.4) ? 0.02 : 0
  return () => (chance.happens(rate) ? chance.even(-25, 25) : 0)
}
