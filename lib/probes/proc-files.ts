import { readFile } from 'node:fs/promises'
import { type ProbeContext, ProbeError } from './probe-context'

/** Text of a file in which the kernel tells something. Throws ProbeError with what to do. */
export async function readText(path: string, probe: ProbeContext): Promise<string> {
  try {
    return await readFile(path, { encoding: 'utf8', signal: probe.signal })
  } catch (error) {
    const code = errorCode(error)
    const denied = code === 'EACCES' || code === 'EPERM'
    throw new ProbeError(
      denied ? 'privilege' : 'unreachable',
      denied
        ? `${path} may not be read (${code}): let the worker's user read it, or mount /proc without hidepid.`
        : `${path} could not be read (${code}): is /proc mounted where the worker runs?`,
      code,
    )
  }
}

/** The same, or null where there is no such file. */
export async function readOptional(path: string, probe: ProbeContext): Promise<string | null> {
  return readFile(path, { encoding: 'utf8', signal: probe.signal }).catch(() => null)
}

/** ENOENT, EACCES, … */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown error'
}
