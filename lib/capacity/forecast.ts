/** One measurement; `at` in milliseconds since 1970. */
export interface CapacityPoint {
  at: number
  value: number
}

/** What is asked of a series. */
export interface ForecastQuestion {
  /** Milliseconds since 1970. Measurements after it (a clock that runs ahead) are left out. */
  now: number
  /** The value that must not be reached; null: there is none, only the path is wanted. */
  limit: number | null
  /** Which way the limit lies. */
  direction: 'up' | 'down'
  /** Days ahead that are looked at. */
  horizonDays: number
  /** Values that can exist: a share has [0, 100], a number of bytes [0, null]. */
  bounds: readonly [low: number | null, high: number | null]
}

export type ForecastStatus =
  /** Reaches the limit within the horizon by its pessimistic edge at least. */
  | 'reaches'
  /** Does not within the horizon, not even by the pessimistic edge. */
  | 'steady'
  /** Moves away from its limit. */
  | 'away'
  /** Is at or beyond it now. */
  | 'reached'
  /** Fewer days than the method needs: nothing is guessed. */
  | 'too-little-history'
  /** No usable measurement at all. */
  | 'no-data'

/** What is expected at one time: the range that holds the truth in 80 of 100 cases, and its middle. */
export interface ForecastStep {
  at: number
  low: number
  middle: number
  high: number
}

export interface Forecast {
  status: ForecastStatus
  /** Last usable measurement. */
  value: number | null
  /** Change a week by the middle of the path; null without one. */
  growthPerWeek: number | null
  /** When the limit is reached, in milliseconds: by the pessimistic edge, the middle, the optimistic edge. */
  earliest: number | null
  middle: number | null
  latest: number | null
  /** Days between the first and the last measurement that the method used. New starts do not shorten them: slopes are measured between them. */
  historyDays: number
  /** Days that it needs before it says anything. */
  neededDays: number
  /** Stable key of the method: "theil-sen", "theil-sen-weekly", … */
  method: string
  /** The method in words, with its numbers: "Median of the slopes of 62 days, begun anew at the clean-up on Thu 3 Sept; …". */
  explanation: string
  /** One step per day of the horizon; empty where nothing is said. */
  path: readonly ForecastStep[]
}
