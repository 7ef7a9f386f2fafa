import { formatNumber } from '@/lib/format/measure'
import type { CapacityMeasure } from './stored-forecast'

/** Where the series ends, in its own unit. */
export interface CapacityLimit {
  value: number
  /** Follows "limit": "95 %, where its check fails". */
  words: string
  /**
   * A threshold of the check itself: being there is a finding of the check, so the forecast only warns before it.
   * Otherwise it is the end of the thing, and nobody else would say so.
   */
  isThreshold: boolean
}

/** Which series of a kind of check has a limit, and how to ask when it is reached. */
export interface CapacitySource {
  kind: string
  /** Keys of its series; null: one for each resource, or the check's own value where it has written no other. */
  keys: readonly string[] | null
  measure: CapacityMeasure
  direction: 'up' | 'down'
  /** Which figure of a day counts: the last one of what piles up, the highest of what comes and goes. */
  figure: 'last' | 'max'
  /** Values that can exist. */
  bounds: readonly [low: number | null, high: number | null]
  /** What people call it. */
  resource(key: string, address: string): string
  /** Null: no limit is known, and none is guessed. */
  limit(config: Readonly<Record<string, unknown>>): CapacityLimit | null
  /** What to do where no limit is known. */
  withoutLimit?: string
  /** The value is days until a date that is known exactly; the check warns of it by itself. */
  isExactDate?: true
}

const percent = [0, 100] as const
const amount = [0, null] as const

const numberOf = (config: Readonly<Record<string, unknown>>, name: string): number | null =>
  typeof config[name] === 'number' ? config[name] : null

const failPercent = (config: Readonly<Record<string, unknown>>, name = 'failPercent') => {
  const value = numberOf(config, name)
  return value === null ? null : { value, words: `${value} %, where its check fails`, isThreshold: true }
}

const restOf = (address: string) => address.slice(address.lastIndexOf('/') + 1)

/** PostgreSQL numbers the pages of a table with 32 bits; a page has 8 kB unless it was built otherwise. */
const largestTableBytes = (2 ** 32 - 1) * 8192

/**
 * Every series with a limit. The limit is the value at which its check fails, as it is set, because from there on
 * the thing counts as broken; where the check knows none for this series, it is the physical end.
 */
export const capacitySources: readonly CapacitySource[] = [
  {
    kind: 'host.disk_free',
    keys: null,
    measure: 'disk',
    direction: 'up',
    figure: 'last',
    bounds: percent,
    resource: (key) => (key === 'value' ? 'fullest file system' : key),
    limit: (config) => failPercent(config),
  },
  {
    kind: 'host.inodes',
    keys: null,
    measure: 'inodes',
    direction: 'down',
    figure: 'last',
    bounds: percent,
    resource: (key) => (key === 'value' ? 'free inodes' : `free inodes of ${key}`),
    limit: (config) => failPercent(config),
  },
  {
    kind: 'host.memory',
    keys: ['value'],
    measure: 'memory',
    direction: 'up',
    figure: 'max',
    bounds: percent,
    resource: () => 'memory',
    limit: (config) => {
      const left = numberOf(config, 'failAvailablePercent')
      return left === null
        ? null
        : { value: 100 - left, words: `${100 - left} %, where its check fails`, isThreshold: true }
    },
  },
  {
    kind: 'host.fd_system',
    keys: ['value'],
    measure: 'file-descriptors',
    direction: 'up',
    figure: 'max',
    bounds: percent,
    resource: () => 'open files of the host',
    limit: (config) => failPercent(config),
  },
  {
    kind: 'pg.connections',
    keys: ['value'],
    measure: 'connections',
    direction: 'up',
    figure: 'max',
    // Reserved slots are taken on top of those for everybody.
    bounds: amount,
    resource: () => 'connection slots',
    limit: (config) => failPercent(config),
  },
  {
    kind: 'pg.sequence_exhaustion',
    keys: null,
    measure: 'sequence',
    direction: 'up',
    figure: 'last',
    // A sequence may have run beyond what its column takes.
    bounds: amount,
    resource: (key) => (key === 'value' ? 'fullest sequence' : `sequence ${key}`),
    limit: (config) => failPercent(config),
  },
  {
    kind: 'pg.wraparound',
    keys: ['transactions', 'multixacts'],
    measure: 'wraparound',
    direction: 'up',
    figure: 'last',
    bounds: [0, 2_147_483_647],
    resource: (key) => (key === 'multixacts' ? 'multixact ids' : 'transaction ids'),
    limit: (config) => {
      const value = numberOf(config, 'failAge')
      return value === null
        ? null
        : {
            value,
            words: `${formatNumber(value / 1e6, 3)} M, where its check fails`,
            isThreshold: true,
          }
    },
  },
  {
    kind: 'pg.db_size_growth',
    keys: ['size'],
    measure: 'table-growth',
    direction: 'up',
    figure: 'last',
    bounds: amount,
    resource: (_key, address) => `database ${restOf(address)}`,
    limit: (config) => {
      const value = numberOf(config, 'capacityBytes')
      return value === null || value <= 0
        ? null
        : { value, words: 'the room that its check names for it', isThreshold: true }
    },
    withoutLimit: 'Say in the settings of its check how much room this database has.',
  },
  {
    kind: 'pg.largest_tables',
    keys: null,
    measure: 'table-growth',
    direction: 'up',
    figure: 'last',
    bounds: amount,
    resource: (key) => `table ${key}`,
    limit: (config) => {
      const room = numberOf(config, 'tableBytes') ?? 0
      return room > 0
        ? { value: room, words: 'the largest size that its check allows', isThreshold: true }
        : {
            value: largestTableBytes,
            words: 'the largest table that PostgreSQL can hold',
            isThreshold: false,
          }
    },
  },
  {
    kind: 'bk.size',
    keys: ['room'],
    measure: 'backup-size',
    direction: 'up',
    figure: 'last',
    bounds: amount,
    resource: () => 'room for one more backup',
    limit: () => ({
      value: 100,
      words: 'the room of the volume, when the next backup no longer fits',
      isThreshold: false,
    }),
  },
  {
    kind: 'tls.expiry',
    keys: ['value'],
    measure: 'certificate',
    direction: 'down',
    figure: 'last',
    bounds: [null, null],
    resource: (_key, address) => `certificate of ${address}`,
    limit: () => ({ value: 0, words: 'the end that the certificate names', isThreshold: true }),
    isExactDate: true,
  },
]

const byKind = new Map(capacitySources.map((source) => [source.kind, source]))

/** What is known of the series of a kind; undefined: none of them has a limit. */
export function capacitySource(kind: string): CapacitySource | undefined {
  return byKind.get(kind)
}
