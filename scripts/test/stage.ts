/** How one stage of `npm test` ended. A static check counts as one case. */
export interface Outcome {
  passed: number
  failed: number
  /** Cases that this machine lacks something for; their names say what. */
  skipped?: number
}

/** One part of `npm test`, which can be run alone: `npm test -- <name>`. */
export interface Stage {
  name: string
  /** Prints what a person needs to see, throws only when it cannot run at all. */
  run: () => Promise<Outcome>
}
