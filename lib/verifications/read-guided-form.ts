import { Problem } from '@/lib/problem'
import { recogniseAddress } from '@/lib/systems/recognise-address'
import { chosenAreas } from './chosen-areas'
import { type DatabasePlace, databaseRows, type GuidedConfig, type GuidedForm } from './guided-schema'
import { areaQuestions } from './view'

/** What a form came to: the config, and passwords by the side of the database that they open ("0.before"). */
export interface ReadForm {
  config: GuidedConfig
  passwords: Record<string, string>
}

const databaseExample = 'postgresql://audit:s3cret@old-db.example.com:5432/orders'

/** A database that the product knows already: its address as it is shown, without a password. */
export interface KnownDatabase {
  id: string
  address: string
}

/**
 * Reads a form line by line. An address without a password that is one of `known` means that target, and its password.
 * Throws an invalid Problem that names field, line and an example. Pure.
 */
export function readGuidedForm(form: GuidedForm, known: readonly KnownDatabase[] = []): ReadForm {
  const faults: Record<string, string> = {}
  const passwords: Record<string, string> = {}
  const databases = readDatabases(form, known, faults, passwords)
  const folders = each(form, 'folders', faults, readTwoPaths)
  const volumes = each(form, 'volumes', faults, readTwoPaths)
  const named = { databases: namesOf(databases), folders: namesOf(folders) }
  const rows = each(form, 'rows', faults, (line) => readRows(line, named))
  const dependencies = [
    ...form.needs.map((targetId) => ({ name: '', place: { type: 'target' as const, targetId } })),
    ...each(form, 'dependencies', faults, readDependency),
  ]
  const jobs = form.jobs.map((job) => {
    const [type, id = ''] = job.split(':')
    return { type: type === 'task' ? ('task' as const) : ('check' as const), id }
  })
  for (const [field, list] of [
    ['folders', folders],
    ['volumes', volumes],
  ] as const)
    refuseTwice(field, namesOf(list), faults)
  const isEmpty = [databases, folders, volumes, dependencies, jobs].every(({ length }) => length === 0)
  if (isEmpty && Object.keys(faults).length === 0)
    faults.database1Before = `Choose at least one thing to compare: a database (${databaseExample}), a folder, a volume, a dependency or a job.`
  const config = { databases, folders, volumes, rows, dependencies, jobs, without: form.without }
  const chosen = chosenAreas(config)
  const both = form.without.find((area) => chosen.has(area))
  if (both)
    faults.without ??= `${areaQuestions[both].title} were chosen above, so they do apply: leave this out.`
  const [first] = Object.values(faults)
  if (first !== undefined) throw new Problem('invalid', first, faults)
  return { config, passwords }
}

const namesOf = (list: readonly { name: string }[]) => list.map(({ name }) => name)

function readDatabases(
  form: GuidedForm,
  known: readonly KnownDatabase[],
  faults: Record<string, string>,
  passwords: Record<string, string>,
): GuidedConfig['databases'] {
  const databases: GuidedConfig['databases'] = []
  for (const row of databaseRows) {
    const before = form[`database${row}Before`]
    const after = form[`database${row}After`]
    if (before === '' && after === '') continue
    if (before === '') {
      faults[`database${row}Before`] = `Where did it lie before? Give its address, e.g. ${databaseExample}.`
      continue
    }
    const old = readDatabase(`database${row}Before`, before, known, faults)
    // An upgrade in place: the same address before and after.
    const sides = {
      before: old,
      after: after === '' ? old : readDatabase(`database${row}After`, after, known, faults),
    }
    if (!sides.before || !sides.after) continue
    if ((sides.before.place.type === 'sqlite') !== (sides.after.place.type === 'sqlite')) {
      faults[`database${row}After`] =
        'A SQLite file and a PostgreSQL database cannot be compared with each other: give two of one kind.'
      continue
    }
    const name = form[`database${row}Name`] || sides.before.name || `database ${row}`
    for (const side of ['before', 'after'] as const) {
      const { password } = sides[side] ?? {}
      if (password) passwords[`${databases.length}.${side}`] = password
    }
    databases.push({ name, before: sides.before.place, after: sides.after.place })
  }
  refuseTwice('database1Name', namesOf(databases), faults)
  return databases
}

function readDatabase(
  field: string,
  text: string,
  known: readonly KnownDatabase[],
  faults: Record<string, string>,
): { place: DatabasePlace; name: string; password: string | null } | null {
  const [, targetId] = /^target:([0-9a-f-]{36})$/.exec(text) ?? []
  if (targetId) return { place: { type: 'target', targetId }, name: '', password: null }
  try {
    if (text.startsWith('/'))
      return { place: { type: 'sqlite', path: readPath(text) }, name: baseName(text), password: null }
    const found = recogniseAddress(text)
    if (found.kind === 'postgres') {
      const target = found.secret ? undefined : known.find(({ address }) => address === found.address)
      const place = target
        ? { type: 'target' as const, targetId: target.id }
        : { type: 'address' as const, address: found.address, config: found.config }
      return { place, name: found.config.database, password: found.secret }
    }
    faults[field] =
      `This is no database. Give the address of a PostgreSQL database, e.g. ${databaseExample}, or the path of a SQLite file, e.g. /srv/app/app.sqlite.`
  } catch (error) {
    faults[field] = sentenceOf(error)
  }
  return null
}

/** Reads a field line by line; what does not fit is told with its number. */
function each<T>(
  form: GuidedForm,
  field: 'folders' | 'volumes' | 'rows' | 'dependencies',
  faults: Record<string, string>,
  read: (line: string) => T,
): T[] {
  return form[field].split('\n').flatMap((text, index) => {
    const line = text.trim()
    if (line === '') return []
    try {
      return [read(line)]
    } catch (error) {
      faults[field] ??= `Line ${index + 1}: ${sentenceOf(error)}`
      return []
    }
  })
}

function sentenceOf(error: unknown): string {
  if (error instanceof Problem) return error.message
  throw error
}

const twoPathsExample = 'uploads: /srv/old/uploads -> /srv/new/uploads'

function readTwoPaths(line: string): { name: string; before: string; after: string } {
  const [, typed = '', paths = ''] = /^(?:([^:/]{1,60}):\s+)?(\/.*)$/.exec(line) ?? []
  if (paths === '')
    throw new Problem('invalid', `a name and paths that begin with / are needed, e.g. ${twoPathsExample}.`)
  const [before = '', after = before, ...more] = paths.split(/\s+->\s+/)
  if (more.length > 0)
    throw new Problem('invalid', `one arrow, from before to after, e.g. ${twoPathsExample}.`)
  return { name: typed.trim() || baseName(before), before: readPath(before), after: readPath(after) }
}

function readPath(text: string): string {
  const parts = text.split('/').filter((part) => part !== '')
  if (parts.includes('..') || parts.includes('.'))
    throw new Problem('invalid', `${text} must be written out, without "." or ".." in it, e.g. /srv/uploads.`)
  if (parts.length === 0 || ['proc', 'sys', 'dev'].includes(parts[0] ?? ''))
    throw new Problem(
      'invalid',
      `${text} is no place for data: name the folder that holds them, e.g. /srv/uploads.`,
    )
  return `/${parts.join('/')}`
}

const baseName = (path: string) => (path.split('/').filter(Boolean).at(-1) ?? path).slice(0, 60)

const rowsExample = 'public.attachment.path in uploads'

/** "database: schema.table.column in folder without prefix", word by word: a pattern for it would try too many ways. */
function partsOfRows(line: string): { named: string | null; place: string; folder: string; strip: string } {
  const words = line.trim().split(/\s+/)
  // What stands before the place is the name of a database, and ends with a colon.
  const named = words.findIndex((word, index) => word === 'in' && words[index - 2]?.endsWith(':'))
  const at = named < 0 && words[1] === 'in' ? 1 : named
  if (at < 0) return { named: null, place: '', folder: '', strip: '' }
  const before = words.slice(0, at - 1).join(' ')
  const hasStrip = words.length - at > 3 && words.at(-2) === 'without'
  return {
    named: before === '' ? null : before.replace(/:$/, ''),
    place: words[at - 1] ?? '',
    folder: words.slice(at + 1, hasStrip ? -2 : words.length).join(' '),
    strip: hasStrip ? (words.at(-1) ?? '') : '',
  }
}

function readRows(
  line: string,
  known: { databases: readonly string[]; folders: readonly string[] },
): GuidedConfig['rows'][number] {
  const { named, place, folder, strip } = partsOfRows(line)
  const parts = place.split('.')
  const column = parts.pop() ?? ''
  if (parts.length === 0 || parts.length > 2 || column === '' || parts.includes(''))
    throw new Problem(
      'invalid',
      `schema, table and column of the paths, and the folder, are needed, e.g. ${rowsExample}.`,
    )
  const database = named ?? known.databases[0] ?? ''
  if (!known.databases.includes(database))
    throw new Problem(
      'invalid',
      `there is no database "${database}" above. ${listed(known.databases, 'database', rowsExample)}`,
    )
  if (!named && known.databases.length > 1)
    throw new Problem('invalid', `say of which database: ${known.databases[0]}: ${line}.`)
  if (!known.folders.includes(folder))
    throw new Problem(
      'invalid',
      `there is no folder "${folder}" above. ${listed(known.folders, 'folder', rowsExample)}`,
    )
  return {
    database,
    table: parts.length === 1 ? `public.${parts[0]}` : parts.join('.'),
    column,
    folder,
    strip,
  }
}

const listed = (names: readonly string[], what: string, example: string) =>
  names.length === 0 ? `Name a ${what} first, then e.g. ${example}.` : `Known: ${names.join(', ')}.`

function readDependency(line: string): GuidedConfig['dependencies'][number] {
  const [, typed, text = ''] = /^(?:([^:/]{1,60}):\s+)?(\S+)$/.exec(line) ?? []
  const example = 'mail: smtp.example.com:25, or https://pay.example.com/health'
  if (text === '') throw new Problem('invalid', `an address without spaces is needed, e.g. ${example}.`)
  const found = recogniseAddress(text)
  const name = typed?.trim() || found.address
  if (found.kind === 'url') return { name, place: { type: 'url', config: found.config } }
  if (found.kind === 'tcp' || found.kind === 'tls') {
    const { host, port } = found.config
    return { name, place: { type: 'tcp', config: { host, port } } }
  }
  throw new Problem('invalid', `only addresses with a port, or URLs, can be reached, e.g. ${example}.`)
}

function refuseTwice(field: string, names: readonly string[], faults: Record<string, string>): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) faults[field] ??= `Two are called "${twice}": give each a name of its own.`
}
