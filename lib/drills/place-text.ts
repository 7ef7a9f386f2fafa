import { placeName } from './dsn'
import type { DrillPlanConfig } from './plan-schema'

/** Where a plan restores to, in words. */
export function placeText({ place }: DrillPlanConfig): string {
  return place.type === 'embedded' ? 'a throw-away server of its own' : placeName(place.address)
}
