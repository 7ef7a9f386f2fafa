import { z } from 'zod'

// The only file of app, components and lib that reads process.env. Each value is validated when it is first
// asked for, and the error names the variable, what is wrong, and what a right value looks like.

function read<T>(name: string, schema: z.ZodType<T>, example: string): T {
  const parsed = schema.safeParse(process.env[name])
  if (parsed.success) return parsed.data
  const fault = parsed.error.issues[0]?.message ?? 'is not valid'
  // The value itself may be a secret, so it is never repeated.
  throw new Error(`${name} ${fault}. Example: ${name}=${example}`)
}

const optional = z
  .string()
  .optional()
  .transform((value) => (value === '' ? undefined : value))

/** Connection string of the product's own database. The start script sets it for the embedded one. */
export const databaseUrl = () =>
  read(
    'DATABASE_URL',
    z.string({ error: 'is not set' }).regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://'),
    'postgresql://user:password@db.example.com:5432/wheeltapper',
  )

/** The same where there may be none: tests and the command line. */
export const databaseUrlIfSet = (): string | null => (process.env.DATABASE_URL ? databaseUrl() : null)

/** Smallest log level that is written. */
export const logLevel = () =>
  read(
    'LOG_LEVEL',
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    'info',
  )

/** File with the 32-byte key that wraps all data keys; lies apart from the data that is backed up. */
export const kekFile = () =>
  read('SECRETS_KEK_FILE', z.string({ error: 'is not set' }).min(1, 'is empty'), './secrets/kek')

/** Address under which people reach the product; cookies, links and the origin check follow it. */
export const publicUrl = () =>
  read(
    'WHEELTAPPER_URL',
    z.url({ error: 'must be an http(s) URL' }).default('http://localhost:3000'),
    'https://wheeltapper.example.com',
  )

/** Port that the web server listens on. */
export const webPort = () =>
  read('PORT', z.coerce.number({ error: 'must be a number' }).int().min(1).max(65_535).default(3000), '3000')

/** Signs session cookies. */
export const authSecret = () =>
  read(
    'NEXTAUTH_SECRET',
    z.string({ error: 'is not set' }).min(32, 'must have at least 32 characters'),
    'output of `openssl rand -base64 32`',
  )

/** Private ranges open for checks without a click: comma-separated CIDRs. */
export const egressAllowCidrs = () =>
  read(
    'EGRESS_ALLOW_CIDRS',
    optional.transform(
      (value) =>
        value
          ?.split(',')
          .map((part) => part.trim())
          .filter(Boolean) ?? [],
    ),
    '10.1.2.0/24,fd00:1::/64',
  )

/** Proxies whose X-Forwarded-For is believed: comma-separated CIDRs. */
export const trustedProxies = () =>
  read(
    'TRUSTED_PROXIES',
    optional.transform(
      (value) =>
        value
          ?.split(',')
          .map((part) => part.trim())
          .filter(Boolean) ?? [],
    ),
    '127.0.0.1/32',
  )

/** First administrator of an unattended installation; both or none. */
export const adminFromEnvironment = (): { email: string; password: string } | null => {
  const email = read('WHEELTAPPER_ADMIN_EMAIL', optional, 'ada@example.com')
  const password = read('WHEELTAPPER_ADMIN_PASSWORD', optional, 'a passphrase of at least 12 characters')
  if (email && password) return { email, password }
  if (email || password) {
    throw new Error(
      'WHEELTAPPER_ADMIN_EMAIL and WHEELTAPPER_ADMIN_PASSWORD belong together: set both or none',
    )
  }
  return null
}

/** Checks that one worker runs at the same time. */
export const workerConcurrency = () =>
  read(
    'WORKER_CONCURRENCY',
    z.coerce.number({ error: 'must be a number' }).int().min(1).max(1000).default(200),
    '200',
  )

/**
 * Seconds without a heartbeat after which other workers take over what a worker holds. Also how long a lease
 * lasts beyond the timeout of its check.
 */
export const workerLeaseSeconds = () =>
  read(
    'WORKER_LEASE_SECONDS',
    z.coerce.number({ error: 'must be a number' }).min(1, 'must be at least 1').max(300).default(10),
    '10',
  )

/** Whether the worker backs the product's database up each night. The start script says so for the embedded one. */
export const nightlyBackup = () =>
  read('NIGHTLY_BACKUP', z.enum(['on', 'off'], { error: 'must be "on" or "off"' }).default('off'), 'on') ===
  'on'

/** Directory in which `npm run backup` and the nightly backup write. */
export const backupDirectory = () =>
  read('BACKUP_DIRECTORY', z.string().default('./backups'), '/var/backups/wheeltapper')

/** Directory for the files of evidence; none: they lie in the database. */
export const evidenceDirectory = (): string | undefined =>
  read('EVIDENCE_DIRECTORY', optional, '/var/lib/wheeltapper/evidence')

/** Bytes that one file of evidence may have. */
export const evidenceMaxBytes = (): number =>
  read(
    'EVIDENCE_MAX_MEGABYTES',
    z.coerce.number({ error: 'must be a number' }).int('must be whole').min(1).max(100).default(10),
    '10',
  ) * 1_048_576

/** Whether plans of restores may run commands of their own on the worker's machine. */
export const drillCommandsAllowed = (): boolean =>
  read(
    'DRILL_COMMANDS',
    z.enum(['allow', 'refuse'], { error: 'must be "allow" or "refuse"' }).default('refuse'),
    'allow',
  ) === 'allow'

/** Folder for throw-away databases and what is taken out of backups; none: below the system's temporary folder. */
export const scratchDirectory = (): string | undefined =>
  read('SCRATCH_DIRECTORY', optional, '/var/tmp/wheeltapper-scratch')

/** Folders in which programs of others are looked for. */
export const searchPath = (): string => read('PATH', z.string().default(''), '/usr/bin:/bin')

/** Whether this is `next dev`: React's development build needs a wider policy. */
export const isDevelopment = () => process.env.NODE_ENV === 'development'
