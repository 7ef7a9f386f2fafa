import type { DatabasePlace, GuidedConfig } from './guided-schema'
import type { GuidedView } from './guided-view'

/** What was chosen, line by line: "orders: from audit@old:5432/orders to audit@new:5432/orders". Pure. */
export function chosenInWords(
  config: GuidedConfig,
  names: { targets: ReadonlyMap<string, string>; jobs: ReadonlyMap<string, string> },
): GuidedView['chosen'] {
  const target = (id: string) => names.targets.get(id) ?? 'a target that was removed'
  const database = (place: DatabasePlace) => {
    if (place.type === 'target') return target(place.targetId)
    return place.type === 'sqlite' ? place.path : place.address
  }
  const move = (name: string, before: string, after: string) =>
    before === after ? `${name}: in place, ${after}` : `${name}: from ${before} to ${after}`
  return [
    ...config.databases.map(({ name, before, after }) => ({
      area: 'records' as const,
      text: move(name, database(before), database(after)),
    })),
    ...config.folders.map(({ name, before, after }) => ({
      area: 'files' as const,
      text: move(name, before, after),
    })),
    ...config.rows.map(({ database: of, table, column, folder, strip }) => ({
      area: 'files' as const,
      text: `${of}: ${table}.${column} names files in ${folder}${strip ? `, without ${strip}` : ''}`,
    })),
    ...config.volumes.map(({ name, before, after }) => ({
      area: 'volumes' as const,
      text: move(name, before, after),
    })),
    ...config.dependencies.map(({ name, place }) => ({
      area: 'dependencies' as const,
      text: name || (place.type === 'target' ? target(place.targetId) : ''),
    })),
    ...config.jobs.map(({ id, type }) => ({
      area: 'jobs' as const,
      text: names.jobs.get(id) ?? `a ${type} that was removed`,
    })),
  ]
}
