import type { EgressPolicy } from '@/lib/egress/egress-policy'
import type { ScratchPlace } from './scratch-place'
import type { ScratchLimits, StartScratchServer } from './scratch-server'

/** What both kinds of places need. */
export interface PlaceWish {
  signal: AbortSignal
  limits: ScratchLimits
  /** Bytes that the restore is expected to need: refused before anything begins where there is less room. */
  estimatedBytes: number
  log: (line: string) => void
}

/** A throw-away server of this installation. Throws Problem `conflict` when there is no room or it does not start. */
export async function openEmbeddedPlace(_start: StartScratchServer, _wish: PlaceWish): Promise<ScratchPlace> {
  throw new Error('not written yet')
}

/**
 * A database that somebody gives by its address (DSN). Throws Problem `invalid` when it is not empty or does not carry
 * the comment "wheeltapper: scratch", ProbeError when it cannot be reached.
 */
export async function openScratchDatabase(
  _dsn: string,
  _wish: PlaceWish & { egress: EgressPolicy },
): Promise<ScratchPlace> {
  throw new Error('not written yet')
}
