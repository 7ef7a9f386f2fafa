import { join } from 'node:path'
import { folders } from './folders'

/** What the start script itself takes from the environment; everything else belongs to lib/env.ts. */
export interface StartSettings {
  port: number
  /** Undefined: all addresses of this machine. */
  host: string | undefined
  publicUrl: string
  databaseUrl: string | undefined
  kekFile: string
  backupDirectory: string
  nextauthSecret: string | undefined
  logToStandardOutput: boolean
}

/** Reads and checks the start script's variables; each fault is a sentence with a right example. */
export function readSettings(env: NodeJS.ProcessEnv): StartSettings {
  const port = Number(env.PORT || '3000')
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error('PORT must be a number from 1 to 65535. Example: PORT=8080')
  }
  const target = env.WHEELTAPPER_LOG || 'file'
  if (target !== 'file' && target !== 'stdout') {
    throw new Error('WHEELTAPPER_LOG must be "file" or "stdout". Example: WHEELTAPPER_LOG=stdout')
  }
  return {
    port,
    host: env.HOST || undefined,
    publicUrl: publicUrl(env.WHEELTAPPER_URL || env.NEXTAUTH_URL || `http://localhost:${port}`),
    databaseUrl: env.DATABASE_URL || undefined,
    kekFile: env.SECRETS_KEK_FILE || join(folders.secrets, 'kek'),
    backupDirectory: env.BACKUP_DIRECTORY || './backups',
    nextauthSecret: env.NEXTAUTH_SECRET || undefined,
    logToStandardOutput: target === 'stdout',
  }
}

function publicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/') return url.origin
  throw new Error(
    'WHEELTAPPER_URL must be an http(s) address without a path. Example: WHEELTAPPER_URL=https://wheeltapper.example.com',
  )
}
