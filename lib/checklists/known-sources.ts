import { checkKinds } from '@/lib/checks/kinds'
import { starterSets } from '@/lib/tasks/starter-sets'
import type { KnownSources } from './source-rules'

const checks = new Set(checkKinds.map(({ kind }) => kind))

/** What this version can answer a control from; the names of facts come from the room that reads them. */
export function knownSources(facts: ReadonlySet<string> | null): KnownSources {
  const tasks = new Set(starterSets.flatMap((set) => set.tasks.map(({ key }) => key)))
  return { checks, facts, tasks }
}
