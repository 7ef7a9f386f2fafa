import { judgePrevention, type PreventionJudgement } from './judge-prevention'
import type { StoredPrevention } from './prevention-store'

/** How a stored prevention stands now, in the words and the zone of its system. Pure. */
export function judgeStored(prevention: StoredPrevention, now: Date): PreventionJudgement {
  const { facts, proof, incident, zone } = prevention
  return judgePrevention({ facts, proof, incident }, zone, now)
}
