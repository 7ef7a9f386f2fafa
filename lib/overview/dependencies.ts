import type { Viewer } from '@/lib/auth/viewer'
import { countStates } from './check-state'
import { type Neighbour, readNeedsFrom, readNeighbours } from './dependency-store'
import { findCircle } from './find-circle'
import type { Dependencies, DependencyLine } from './view'

/** What a system needs and what needs it, each with its state, and the circle they form if they do. */
export async function getDependencies(_viewer: Viewer, systemId: string): Promise<Dependencies> {
  const [neighbours, needs] = await Promise.all([readNeighbours(systemId), readNeedsFrom(systemId)])
  const lines = (side: Neighbour['side']) => neighbours.filter((each) => each.side === side).map(line)
  const names = new Map(needs.map(({ to, name }) => [to, name]))
  const circle = findCircle(systemId, needs)
  return {
    needs: lines('needs'),
    neededBy: lines('needed-by'),
    circle: circle?.map((id) => names.get(id) ?? '?') ?? null,
  }
}

const line = ({ id, name, purpose, states }: Neighbour): DependencyLine => ({
  id,
  name,
  purpose,
  counts: countStates(states),
})
