import { wordsOf } from '@/lib/checks/command-words'
import { Problem } from '@/lib/problem'
import { recogniseAddress } from '@/lib/systems/recognise-address'
import type { ComparisonSource } from './drill-report'
import {
  type Assertion,
  assertionRows,
  type DrillPlanConfig,
  type PlanForm,
  type ScratchAddress,
  type Tolerance,
} from './plan-schema'

/** What a form means: the config to store, and passwords that were typed. Undefined: keep what is stored. */
export interface ReadPlan {
  config: DrillPlanConfig
  secrets: { scratch: string | null | undefined; repository: string | null | undefined }
}

interface Known {
  /** The plan as it is stored; null: a new one. */
  before: DrillPlanConfig | null
  commandsAllowed: boolean
  /** Whether the plan is of the product's own backups. */
  isOwn: boolean
}

const dsnExample = 'postgresql://drill:s3cret@db.example.com:5432/drill_scratch'

/** Turns the form of a plan into what is stored. Throws an invalid Problem with a sentence for each field. Pure. */
export function readPlanForm(form: PlanForm, known: Known): ReadPlan {
  const faults: Record<string, string> = {}
  const attempt = <T>(field: string, read: () => T, otherwise: T): T => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      faults[field] ??= error.message
      return otherwise
    }
  }
  const scratch = attempt('scratchDsn', () => readPlace(form, known), {
    place: { type: 'embedded' } as const,
    password: undefined,
  })
  const compareWith = comparisonsOf(form)
  if (compareWith.includes('source') && form.sourceTargetId === null)
    faults.sourceTargetId =
      'Choose which database is the live source, or do not compare with it. It is a target of kind PostgreSQL of this system.'
  const tolerances = attempt('tolerances', () => tolerancesOf(form.tolerances), [])
  const assertions = assertionsOf(form, faults)
  if ((form.newestTable === '') !== (form.newestColumn === ''))
    faults[form.newestTable === '' ? 'newestTable' : 'newestColumn'] =
      'Name both, the table and its column of time, e.g. public.orders and created_at.'
  const boot = attempt('bootType', () => bootOf(form, known, faults), null)
  const names = Object.keys(faults)
  if (names.length > 0)
    throw new Problem(
      'invalid',
      names.length === 1 ? 'One field needs a look.' : `${names.length} fields need a look.`,
      faults,
    )
  return {
    config: {
      place: scratch.place,
      limits: { minutes: form.minutes, diskMb: form.diskMb, memoryMb: form.memoryMb },
      repository:
        form.repositoryStanza === '' && form.repositoryPath === ''
          ? null
          : { stanza: form.repositoryStanza, path: form.repositoryPath },
      compareWith,
      sourceTargetId: compareWith.includes('source') ? form.sourceTargetId : null,
      tolerances,
      assertions,
      newestRow: form.newestTable === '' ? null : { table: form.newestTable, column: form.newestColumn },
      boot,
    },
    secrets: {
      scratch: scratch.password,
      repository: form.repositoryPassword === '' ? undefined : form.repositoryPassword,
    },
  }
}

const refuse = (sentence: string) => new Problem('invalid', sentence)

interface ReadPlace {
  place: DrillPlanConfig['place']
  password: string | null | undefined
}

function readPlace(form: PlanForm, { before }: Known): ReadPlace {
  if (form.place === 'embedded') return { place: { type: 'embedded' }, password: null }
  if (form.scratchDsn === '') {
    if (before?.place.type === 'database') return { place: before.place, password: undefined }
    throw refuse(`Write the address of the scratch database, e.g. ${dsnExample}`)
  }
  const found = recogniseAddress(form.scratchDsn)
  if (found.kind !== 'postgres')
    throw refuse(`This is not the address of a PostgreSQL database. Write one, e.g. ${dsnExample}`)
  return { place: { type: 'database', address: found.config as ScratchAddress }, password: found.secret }
}

function comparisonsOf(form: PlanForm): ComparisonSource[] {
  const chosen: ComparisonSource[] = []
  if (form.compareManifest) chosen.push('manifest')
  if (form.compareSource) chosen.push('source')
  if (form.compareLastProven) chosen.push('last-proven')
  return chosen
}

const longestLine = 300

/** "public.orders, 100" or "audit.*, 1%", one per line. */
function tolerancesOf(text: string): Tolerance[] {
  const lines = text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return []
    // Longer than any that can be meant: what is searched for parts below stays short.
    if (line.length > longestLine) throw refuse(`Line ${index + 1} has more than ${longestLine} characters.`)
    const found = /^([^\s,;]+)\s*[,;\s]\s*([\d.]+)\s*(%|rows?)?\s*$/.exec(line.trim())
    const amount = Number(found?.[2])
    const isPercent = found?.[3] === '%'
    if (!found?.[1] || !Number.isFinite(amount) || (isPercent ? amount > 100 : !Number.isSafeInteger(amount)))
      throw refuse(
        `Line ${index + 1} cannot be read. Write a table and how far it may be off, e.g. public.orders, 100 or audit.*, 1%.`,
      )
    return [{ table: found[1], rows: isPercent ? null : amount, percent: isPercent ? amount : null }]
  })
  if (lines.length > 200)
    throw refuse('At most 200 lines: name several tables by a pattern, e.g. audit.*, 1%.')
  return lines
}

function assertionsOf(form: PlanForm, faults: Record<string, string>): Assertion[] {
  return assertionRows.flatMap((row) => {
    const [name, sql, expected] = [
      form[`assertionName${row}`],
      form[`assertionSql${row}`],
      form[`assertionExpected${row}`],
    ]
    if (name === '' && sql === '' && expected === '') return []
    if (sql === '') {
      faults[`assertionSql${row}`] = 'Write the question, e.g. select count(*) > 0 from orders'
      return []
    }
    if (!/^\s*(select|with|values|table|show)\b/i.test(sql.replace(/^\s*(--[^\n]*\n\s*)*/, ''))) {
      faults[`assertionSql${row}`] =
        'Only reading is possible: begin with select or with, e.g. select count(*) > 0 from orders'
      return []
    }
    return [
      { name: name === '' ? `Question ${row}` : name, sql, expected: expected === '' ? null : expected },
    ]
  })
}

function bootOf(form: PlanForm, known: Known, faults: Record<string, string>): DrillPlanConfig['boot'] {
  switch (form.bootType) {
    case 'none':
      return null
    case 'own':
      if (known.isOwn) return { type: 'own' }
      throw refuse(
        'Only the plan of the product’s own backups starts the product: choose an address or a command.',
      )
    case 'http':
      if (form.place === 'embedded')
        throw refuse(
          'Nothing but the worker reaches the throw-away server, so no application can be asked at an address: restore into a scratch database to which a test copy of the application is connected, or give a command.',
        )
      if (!/^https?:\/\//i.test(form.bootUrl) || !URL.canParse(form.bootUrl)) {
        faults.bootUrl = 'Write the address to ask, e.g. https://orders-test.example.com/health'
        return null
      }
      try {
        // It stands in the plan and its reports for everybody to read: no password may be in it.
        recogniseAddress(form.bootUrl)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        faults.bootUrl = error.message
        return null
      }
      return { type: 'http', url: form.bootUrl, status: form.bootStatus, contains: form.bootContains }
    case 'command': {
      if (!known.commandsAllowed)
        throw refuse(
          'Commands are switched off in this installation. Whoever runs it allows them with DRILL_COMMANDS=allow.',
        )
      const argv = wordsOf(form.bootCommand).map(({ text }) => text)
      if (argv.length > 0 && argv[0]?.startsWith('/')) return { type: 'command', argv: argv.slice(0, 50) }
      faults.bootCommand =
        'Write the program with its whole path, e.g. /opt/orders/bin/check --read-only. It finds the database in DATABASE_URL.'
      return null
    }
  }
}
