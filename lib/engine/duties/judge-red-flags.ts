import { judgeDueSystems } from '@/lib/red-flags/judge-systems'

/** Systems judged at once: with the period of the duty a thousand have their turn within the time allowed. */
const systemsPerTurn = 100

/** Judges the red flags of the systems that have waited longest. Returns how many, and how many flags changed. */
export function judgeRedFlags(): Promise<{ systems: number; changes: number }> {
  return judgeDueSystems(systemsPerTurn)
}
