import { z } from 'zod'

/** What can be reached. `self` is the installation and cannot be edited. */
export const targetKinds = ['url', 'tcp', 'tls', 'postgres', 'host', 'backup', 'self'] as const
export type TargetKind = (typeof targetKinds)[number]

/** What people call them. */
export const targetKindNames: Readonly<Record<TargetKind, string>> = {
  url: 'URL',
  tcp: 'TCP port',
  tls: 'TLS endpoint',
  postgres: 'PostgreSQL',
  host: 'host of the worker',
  backup: 'backup files',
  self: 'the product itself',
}

const host = z.string().min(1).max(253)
const port = z.number().int().min(1).max(65_535)

/** Parts of an address by kind, as stored in `target.config`. Secrets are never part of it. */
export const targetConfigs = {
  url: z.strictObject({ url: z.url({ protocol: /^https?$/ }) }),
  tcp: z.strictObject({ host, port }),
  tls: z.strictObject({ host, port, serverName: z.string().optional() }),
  postgres: z.strictObject({
    host,
    port,
    database: z.string().min(1),
    user: z.string().min(1),
    /** `prefer` falls back to plain text; `verify-full` checks chain and name. */
    tls: z.enum(['disable', 'prefer', 'require', 'verify-full']),
  }),
  /** The host that the worker runs on. */
  host: z.strictObject({}),
  /** Files or folders that hold backups: the newest match of `pattern` in `path` is the backup. */
  backup: z.strictObject({ path: z.string().min(1), pattern: z.string().min(1) }),
  self: z.strictObject({}),
} as const satisfies Record<TargetKind, z.ZodType>

export type TargetConfig<Kind extends TargetKind> = z.infer<(typeof targetConfigs)[Kind]>

/** A target with its secret opened, for the duration of one run. `secret` is a password or null. */
export type ResolvedTarget = {
  [Kind in TargetKind]: { kind: Kind; address: string; config: TargetConfig<Kind>; secret: string | null }
}[TargetKind]
