import { z } from 'zod'
import { differenceKinds } from '@/lib/fingerprints/difference'
import { optionalWords } from '@/lib/format/form-fields'
import { targetConfigs } from '@/lib/systems/target-address'
import { verificationAreas } from './schema'

/** How far a guided verification is. */
export const guidedStates = [
  'planned',
  'before-taken',
  'after-taken',
  'compared',
  'signed',
  'cancelled',
] as const
export type GuidedState = (typeof guidedStates)[number]

export const snapshotSides = ['before', 'after', 'recheck'] as const
export type SnapshotSide = (typeof snapshotSides)[number]

/** Databases that the form offers room for. */
export const databaseRows = [1, 2, 3] as const
/** Weekly repetitions after a verification was signed: a month. */
export const weeklyRechecks = 4

const name = z.string().trim().min(1).max(60)
const path = z.string().startsWith('/').max(1_000)

/** Where one side of a database lies. Passwords are sealed elsewhere. */
export const databasePlace = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('target'), targetId: z.uuid() }),
  z.strictObject({
    type: z.literal('address'),
    address: z.string().max(1_000),
    config: targetConfigs.postgres,
  }),
  z.strictObject({ type: z.literal('sqlite'), path }),
])
export type DatabasePlace = z.infer<typeof databasePlace>

const twoPaths = z.strictObject({ name, before: path, after: path })

/** What a guided verification looks at, as stored. */
export const guidedConfig = z.strictObject({
  databases: z
    .array(z.strictObject({ name, before: databasePlace, after: databasePlace }))
    .max(databaseRows.length),
  /** Folders of files, compared file by file. */
  folders: z.array(twoPaths).max(20),
  /** Places that must be mounted, with room. */
  volumes: z.array(twoPaths).max(20),
  /** Columns of text that name files under one of the folders. */
  rows: z
    .array(
      z.strictObject({
        database: name,
        /** "public.attachment" */
        table: z.string().min(1).max(130),
        column: z.string().min(1).max(63),
        /** Name of the folder under which the files lie. */
        folder: name,
        /** Beginning of the value that is no part of the path, e.g. "https://cdn.example.com/". */
        strip: z.string().max(500),
      }),
    )
    .max(20),
  dependencies: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(300),
        place: z.discriminatedUnion('type', [
          z.strictObject({ type: z.literal('target'), targetId: z.uuid() }),
          z.strictObject({ type: z.literal('tcp'), config: targetConfigs.tcp }),
          z.strictObject({ type: z.literal('url'), config: targetConfigs.url }),
        ]),
      }),
    )
    .max(50),
  jobs: z.array(z.strictObject({ type: z.enum(['task', 'check']), id: z.uuid() })).max(50),
  /** Areas of which somebody says that there is nothing here; what was not chosen otherwise was not looked at. */
  without: z.array(z.enum(verificationAreas)).max(verificationAreas.length),
})
export type GuidedConfig = z.infer<typeof guidedConfig>

const lines = z.string().max(20_000, 'At most 20,000 characters').default('')
const address = optionalWords(1_000)

type Row = (typeof databaseRows)[number]
const databaseFields = Object.fromEntries(
  databaseRows.flatMap((row) => [
    [`database${row}Name`, optionalWords(60)],
    [`database${row}Before`, address],
    [`database${row}After`, address],
  ]),
) as Record<`database${Row}Name`, z.ZodDefault<z.ZodString>> &
  Record<`database${Row}${'Before' | 'After'}`, typeof address>

/**
 * The form: flat, all text. Each side of a database is an address (postgresql://…, an absolute path of a SQLite file;
 * without a password that of one of the system's targets stands for it) or "target:<id>". Folders and volumes: one a line, "uploads: /srv/old -> /srv/new" (one
 * path when it does not move). Rows: "public.attachment.path in uploads", with more than one database
 * "orders: public.attachment.path in uploads", and " without https://cdn.example.com/" for what is no part of the path.
 * Dependencies: one a line, "mail: smtp.example.com:25" or "https://pay.example.com/health". `jobs` (fields named
 * "jobs[]"): "task:<id>" and "check:<id>"; `needs` ("needs[]"): ids of the system's targets. `readGuidedForm` turns it
 * into the config and says which line does not fit.
 */
export const guidedForm = z.strictObject({
  title: z
    .string({ error: 'Name it, e.g. PostgreSQL 15 to 18' })
    .trim()
    .min(3, 'Name it, e.g. PostgreSQL 15 to 18')
    .max(200, 'At most 200 characters'),
  ...databaseFields,
  folders: lines,
  volumes: lines,
  rows: lines,
  dependencies: lines,
  needs: z.array(z.uuid()).max(50, 'At most 50').default([]),
  jobs: z
    .array(z.string().regex(/^(task|check):[0-9a-f-]{36}$/, 'Choose from the list'))
    .max(50, 'At most 50')
    .default([]),
  /** "without[]": areas that do not apply to this system. */
  without: z.array(z.enum(verificationAreas)).max(verificationAreas.length).default([]),
})
export type GuidedForm = z.infer<typeof guidedForm>

/** Says when it was migrated: day and time in the viewer's zone, empty for now. */
export const migratedForm = z.strictObject({
  kind: z.enum(['migration', 'restore']).default('migration'),
  migratedAt: z.string().trim().max(40).default(''),
  note: optionalWords(),
})
export type MigratedForm = z.infer<typeof migratedForm>

const reason = z
  .string({ error: 'Say why this may differ, e.g. "replaced by the new search, decided on 12 November"' })
  .trim()
  .min(10, 'Say why this may differ, in at least 10 characters')
  .max(500, 'At most 500 characters')

/**
 * Accepts differences: those whose key is `pattern`, in which * stands for anything ("uploads: cache/*"). `area` and
 * `kind` narrow it; empty: any.
 */
export const acceptForm = z.strictObject({
  pattern: z
    .string({ error: 'Name what may differ, e.g. uploads: cache/*' })
    .trim()
    .min(1, 'Name what may differ, e.g. uploads: cache/*')
    .max(1_000, 'At most 1,000 characters'),
  area: z.enum(['', ...verificationAreas]).default(''),
  kind: z.enum(['', ...differenceKinds]).default(''),
  reason,
})
export type AcceptForm = z.infer<typeof acceptForm>

/** Signs: what is open then stays open as findings, and the reason says why one may sign nevertheless. */
export const signForm = z.strictObject({
  revision: z.coerce.number().int().min(1),
  statement: optionalWords(2_000),
})
export type SignForm = z.infer<typeof signForm>

/** Which differences are shown. */
export const differenceFilter = z.object({
  area: z.enum(verificationAreas).nullable().catch(null).default(null),
  kind: z.enum(differenceKinds).nullable().catch(null).default(null),
  /** Left out: all. */
  accepted: z.enum(['open', 'accepted']).nullable().catch(null).default(null),
  page: z.coerce.number().int().min(1).max(200).catch(1).default(1),
})
export type DifferenceFilter = z.infer<typeof differenceFilter>
