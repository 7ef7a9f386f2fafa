import type { GuidedConfig } from './guided-schema'
import type { VerificationArea } from './schema'

/** Name of the stored lines of a comparison. */
export const differenceLines = 'differences'

/** Areas of which something was chosen. Pure. */
export function chosenAreas(config: GuidedConfig): Set<VerificationArea> {
  const { databases, folders, rows, volumes, dependencies, jobs } = config
  const chosen: [VerificationArea, boolean][] = [
    ['records', databases.length > 0],
    ['files', folders.length + rows.length > 0],
    ['volumes', volumes.length > 0],
    ['dependencies', dependencies.length > 0],
    ['jobs', jobs.length > 0],
  ]
  return new Set(chosen.flatMap(([area, isChosen]) => (isChosen ? [area] : [])))
}
