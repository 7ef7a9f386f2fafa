import pino from 'pino'
import { logLevel } from '@/lib/env'

/** JSON lines on standard output. Secrets never get here; these paths are the safety net. */
export const log = pino({
  level: logLevel(),
  base: { pid: process.pid },
  redact: {
    paths: [
      'password',
      'secret',
      'token',
      '*.password',
      '*.secret',
      '*.token',
      'connectionString',
      '*.connectionString',
    ],
    censor: '[redacted]',
  },
})
