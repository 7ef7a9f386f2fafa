// Without imports: pages load it with the first script.

export interface TrendFrame {
  /** Height of the whole picture in pixels. */
  height: number
  /** Pixels above and below the plot: room for the highest label, and for times. */
  top: number
  bottom: number
  /** Marks nearer than this share of the width share one upright: their numbers need room. */
  crowd: number
}

export const trendFrame: TrendFrame = { height: 240, top: 24, bottom: 24, crowd: 0.04 }

/** One of several pictures that stand beside each other. */
export const smallFrame: TrendFrame = { height: 132, top: 22, bottom: 22, crowd: 0.1 }
