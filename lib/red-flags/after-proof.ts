import { refreshAutomatic } from '@/lib/assessments/refresh'
import { judgeSystems } from './judge-systems'

/** What a proof by a machine changes at once: the flags of its system, and the answers that its facts give. */
export async function judgeAfterProof(systemId: string): Promise<void> {
  await judgeSystems([systemId])
  await refreshAutomatic([systemId])
}
