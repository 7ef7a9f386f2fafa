import { readSqliteFile, type SqliteMessage } from '@/lib/probes/sqlite-thread'
import { compareText } from '@/lib/probes/text-order'
import { Problem } from '@/lib/problem'
import type { DatabaseArea, DatabaseSnapshot } from './database-snapshot'
import type { SnapshotWish } from './snapshot-postgres'

/** Value of "foreign keys" in area `constraints` when every row names rows that exist (foreign_key_check). */
export const sqliteKeysHold = 'hold'

/**
 * The same of a SQLite file, which is opened read-only on a thread of its own. Throws Problem `invalid` with a sentence
 * when the file is no database or is damaged (integrity_check). Whether its foreign keys hold is part of `constraints`.
 */
export async function snapshotSqlite(file: string, wish: SnapshotWish): Promise<DatabaseSnapshot> {
  const snapshot = emptySnapshot(file, wish.now)
  const state = { tables: 0, rowsDone: 0, isDone: false, fault: null as string | null }
  await readSqliteFile(file, wish.signal, (message) => {
    if (message.type === 'about') {
      state.tables = message.tables
      state.fault ??= damage(message)
      snapshot.serverVersion = message.version
      const { keyProblems } = message
      const value = keyProblems === 0 ? sqliteKeysHold : `${keyProblems} rows name rows that do not exist`
      snapshot.catalogue.push({ area: 'constraints', key: 'foreign keys', value })
    } else if (message.type === 'fault') state.fault ??= inWords(message.message)
    else if (message.type === 'done') state.isDone = true
    else if (message.type === 'progress')
      wish.onProgress?.({
        table: message.table,
        tablesDone: message.done,
        tables: state.tables,
        rowsDone: state.rowsDone + message.rows,
        rowsExpected: state.rowsDone + message.rows,
      })
    else {
      if (message.type === 'table') state.rowsDone += message.rows
      add(message, snapshot)
    }
  })
  if (state.fault === null && !state.isDone) state.fault = 'reading it broke off before its end'
  if (state.fault !== null) throw new Problem('invalid', `${nameOf(file)} cannot be used: ${state.fault}.`)
  return sorted(snapshot)
}

type Part = Exclude<SqliteMessage, { type: 'about' | 'progress' | 'done' | 'fault' }>

function add(message: Part, snapshot: DatabaseSnapshot): void {
  const enter = (area: DatabaseArea, key: string, value: string) =>
    snapshot.catalogue.push({ area, key, value })
  if (message.type === 'table') {
    const { name, rows, content, columns, key, used } = message
    snapshot.tables.push({ name, kind: 'table', rows, content, columns, key, unread: null })
    const sequence = snapshot.sequences.find((each) => each.name === name)
    if (sequence) {
      sequence.column = key[0] ? `${name}.${key[0]}` : null
      sequence.used = used
      sequence.isBehind = used === null ? false : BigInt(used) > BigInt(sequence.last ?? '0')
    }
  } else if (message.type === 'column') enter('columns', `${message.table}.${message.name}`, message.value)
  else if (message.type === 'setting')
    enter(message.name === 'encoding' ? 'encoding' : 'settings', message.name, message.value)
  else if (message.type === 'sequence')
    snapshot.sequences.push({
      name: message.name,
      last: message.last,
      increment: '1',
      column: null,
      used: null,
      isBehind: null,
      unread: null,
    })
  else enterObject(message, enter)
}

function enterObject(
  { kind, name, table, sql }: Extract<Part, { type: 'object' }>,
  enter: (area: DatabaseArea, key: string, value: string) => void,
): void {
  const text = sql.replaceAll(/\s+/g, ' ').trim()
  if (kind === 'table') enter('tables', name, text)
  else if (kind === 'view') enter('views', name, text)
  else if (kind === 'trigger') enter('triggers', `${table}: ${name}`, text)
  else enter('indexes', `${table}: ${text}`, 'valid')
}

function damage({ problems }: Extract<SqliteMessage, { type: 'about' }>): string | null {
  const [first] = problems
  if (first === undefined) return null
  const more = problems.length > 1 ? ` and ${problems.length - 1} more` : ''
  return `its integrity check finds ${first.slice(0, 200)}${more}: it is damaged`
}

function inWords(message: string): string {
  if (/not a database|file is encrypted/i.test(message)) return 'it is no SQLite database, or it is encrypted'
  if (/malformed/i.test(message)) return 'it is damaged (database disk image is malformed)'
  if (/unable to open/i.test(message)) return 'it cannot be opened: look at its path and its permissions'
  return `SQLite says "${message.replaceAll(/\p{C}+/gu, ' ').slice(0, 200)}"`
}

const nameOf = (file: string) => file.split('/').at(-1) ?? file

function emptySnapshot(file: string, now: Date): DatabaseSnapshot {
  return {
    format: 1,
    engine: 'sqlite',
    serverVersion: '',
    major: 3,
    database: nameOf(file),
    takenAt: now.toISOString(),
    contentMethod: 'sha256',
    tables: [],
    sequences: [],
    catalogue: [],
    unread: [],
  }
}

/** As a snapshot of a server is: by name. */
function sorted(snapshot: DatabaseSnapshot): DatabaseSnapshot {
  snapshot.tables.sort((a, b) => compareText(a.name, b.name))
  snapshot.catalogue.sort((a, b) => compareText(a.area, b.area) || compareText(a.key, b.key))
  return snapshot
}
