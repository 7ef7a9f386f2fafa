import type { Json } from '@/lib/json'
import type { AnyCheckDefinition } from './define-check'

/** The settings that a definition starts with. */
export function defaultConfig(definition: AnyCheckDefinition): Json {
  return definition.config.parse({}) as Json
}

/** Grace is the larger of 5 minutes and a fifth of the interval. */
export function graceSeconds(intervalSeconds: number): number {
  return Math.max(300, Math.ceil(intervalSeconds / 5))
}
