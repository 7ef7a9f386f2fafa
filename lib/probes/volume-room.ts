import { usageOf } from './file-system-usage'

/** Room of one volume, by the words of df. */
export interface VolumeRoom {
  usedBytes: number
  availableBytes: number
}

/** Room of the volume that a path lies on; null where it does not tell, or hangs for longer than 3 s. */
export async function roomAt(path: string): Promise<VolumeRoom | null> {
  const usage = await usageOf({ mountPoint: path, source: '', type: '' })
  if ('reason' in usage) return null
  const { usedBytes, availableBytes } = usage
  return { usedBytes, availableBytes }
}
