import { z } from 'zod'
import type { Archive, ArchiveContent, ReadArchive } from './archive'
import { findOnPath, findPostgresPrograms } from './programs'
import { stanzasOf } from './recognise'
import { runProgram } from './run-program'
import { outOfReach, unusable } from './unusable'

const info = z.array(
  z.looseObject({
    name: z.string(),
    status: z.looseObject({ code: z.number(), message: z.string() }),
    db: z.array(z.looseObject({ id: z.number(), version: z.string() })).default([]),
    backup: z
      .array(
        z.looseObject({
          label: z.string(),
          error: z.boolean().nullish(),
          timestamp: z.looseObject({ stop: z.number() }),
          info: z.looseObject({ size: z.number() }),
          database: z.looseObject({ id: z.number() }),
          archive: z.looseObject({ start: z.string().nullish(), stop: z.string().nullish() }),
        }),
      )
      .default([]),
  }),
)

/** The newest good backup of one cluster in a repository. */
export interface PhysicalBackup {
  program: string
  stanza: string
  label: string
  finishedAt: Date
  bytes: number
  major: number
  /** First and last segment of the log that the copy needs to be whole. */
  log: { first: string; last: string }
}

type How = Pick<ReadArchive, 'signal' | 'password' | 'stanza' | 'log'>

/**
 * Finds the newest backup in a pgBackRest repository and lets pgBackRest compare every file in it with its sum. Both
 * answers are read, not only the exit codes: pgBackRest ends with 0 over a repository without backups, and over a
 * damaged one.
 */
export async function readPgbackrest(archive: Archive, how: ReadArchive): Promise<ArchiveContent> {
  const backup = await newestPhysical(archive, how)
  const text = await pgbackrest(
    backup.program,
    archive,
    ['verify', `--stanza=${backup.stanza}`, '--output=text', '--verbose'],
    how,
  )
  for (const line of text.split('\n').filter(Boolean)) how.log(line)
  const invalid = /(?:status: error|(?:checksum invalid|size invalid|missing): [1-9]\d*)/.exec(text)
  if (invalid)
    throw unusable(
      archive.name,
      `pgBackRest's verify found it damaged ("${invalid[0]}"). Make a new full backup.`,
    )
  return {
    tables: [],
    extensions: [],
    roles: [],
    estimatedBytes: Math.ceil(backup.bytes * 1.3),
    readBy: 'pgbackrest verify',
    cannotRestore: findPostgresPrograms('postgres').some(({ major }) => major === backup.major)
      ? null
      : `It is a copy of a whole server of PostgreSQL ${backup.major}, which only that version can start, and the worker's machine does not have it. Install it, e.g. apt-get install postgresql-${backup.major}.`,
    isReadToEnd: true,
    physicalMajor: backup.major,
  }
}

/** The newest backup without an error, of the stanza asked for or the only one. */
export async function newestPhysical(
  archive: Pick<Archive, 'path' | 'name'>,
  how: How,
): Promise<PhysicalBackup> {
  const program = findOnPath('pgbackrest')
  if (!program)
    throw outOfReach(
      archive.name,
      'it is a pgBackRest repository, and pgbackrest is not installed on the worker’s machine. Install it, e.g. apt-get install pgbackrest',
    )
  const stanza = await chooseStanza(archive, how.stanza ?? null)
  const text = await pgbackrest(program, archive, ['info', `--stanza=${stanza}`, '--output=json'], how)
  const [found] = info.parse(JSON.parse(text))
  // "2: no valid backups" and its like come with exit code 0.
  if (found?.status.code !== 0)
    throw unusable(archive.name, `pgBackRest says of ${stanza}: ${found?.status.message ?? 'nothing'}.`)
  const newest = found.backup
    .filter(({ error }) => !error)
    .toSorted((a, b) => b.timestamp.stop - a.timestamp.stop)[0]
  if (!newest) throw unusable(archive.name, `every backup of ${stanza} in it has errors in its pages.`)
  const version =
    found.db.find(({ id }) => id === newest.database.id)?.version ?? found.db.at(-1)?.version ?? ''
  return {
    program,
    stanza,
    label: newest.label,
    finishedAt: new Date(newest.timestamp.stop * 1000),
    bytes: newest.info.size,
    major: Number.parseInt(version, 10),
    log: { first: newest.archive.start ?? '', last: newest.archive.stop ?? '' },
  }
}

async function chooseStanza(archive: Pick<Archive, 'path' | 'name'>, wanted: string | null): Promise<string> {
  const stanzas = await stanzasOf(archive.path)
  const [only, other] = stanzas
  if (wanted && stanzas.includes(wanted)) return wanted
  if (!wanted && only && !other) return only
  throw outOfReach(
    archive.name,
    `it holds the clusters ${stanzas.join(', ')}${wanted ? `, and none is called ${wanted}` : ''}. Name one of them in the plan.`,
  )
}

/** Runs pgbackrest on a repository without any configuration file of this machine. */
export async function pgbackrest(
  program: string,
  archive: Pick<Archive, 'path' | 'name'>,
  args: readonly string[],
  how: Pick<How, 'signal' | 'password' | 'log'> & { folder?: string },
): Promise<string> {
  const output: Buffer[] = []
  const end = await runProgram({
    program,
    args: [
      ...args,
      '--no-config',
      `--repo1-path=${archive.path}`,
      '--log-level-file=off',
      '--log-level-console=off',
      '--log-level-stderr=error',
    ],
    environment: {
      PATH: '/usr/bin:/bin',
      ...(how.password
        ? { PGBACKREST_REPO1_CIPHER_TYPE: 'aes-256-cbc', PGBACKREST_REPO1_CIPHER_PASS: how.password }
        : {}),
    },
    ...(how.folder ? { folder: how.folder } : {}),
    signal: how.signal,
    onOutput: (chunk) => output.push(chunk),
  })
  const text = Buffer.concat(output).toString('utf8')
  if (end.code === 0) return text
  const complaint = (end.complaint || text).split('\n').filter(Boolean).at(-1) ?? ''
  throw unusable(
    archive.name,
    `pgbackrest ${args[0]} failed: ${complaint.slice(0, 300) || `exit ${end.code ?? end.signal}`}`,
  )
}
