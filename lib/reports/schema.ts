import { z } from 'zod'
import { firstOf, orNone, pageNumber } from '@/lib/format/form-fields'

export const reportKinds = ['weekly', 'on-demand'] as const
export type ReportKind = (typeof reportKinds)[number]

export const reportScopes = ['instance', 'team'] as const
/** Whose systems a report is about. */
export type ReportScope = { kind: 'instance' } | { kind: 'team'; id: string }

/** The shape that is written now; a document of an older one keeps its renderer. */
export const reportSchemaVersion = 1

/** Reports on one page of the list. */
export const reportsPerPage = 26

/** The longest period that anybody may ask for. */
export const longestPeriodDays = 366

/** Whether this process knows the time zone. Pure. */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const weekName = /^\d{4}-W\d{2}$/

// What a reader types into the address bar is never an error: unknown values fall back.
/** Address of the list: ?team=…&kind=on-demand&page=2. */
export const reportsQuery = z.object({
  team: z.preprocess((value) => firstOf(value) ?? null, z.uuid().nullable().catch(null)),
  kind: z.preprocess((value) => firstOf(value) ?? null, z.enum(reportKinds).nullable().catch(null)),
  page: pageNumber,
})
export type ReportsQuery = z.infer<typeof reportsQuery>

/** What `/reports/[key]` may be: "2026-W47", or the id of a report. */
export const reportKey = z.union([z.string().regex(weekName), z.uuid()])

const day = (field: string) =>
  z.iso.date(`Choose the ${field} day, e.g. 2026-11-16`).refine((text) => text >= '2000-01-01', {
    error: `Choose the ${field} day from the year 2000 on, e.g. 2026-11-16`,
  })

/** A report of choice: whole days in a time zone, the last one included. */
export const reportRequestForm = z.strictObject({
  /** Empty: all systems. */
  team: orNone(z.uuid()),
  firstDay: day('first'),
  lastDay: day('last'),
  zone: z.string().max(64).refine(isTimeZone, 'Choose a time zone, e.g. Europe/Berlin'),
})
export type ReportRequestForm = z.infer<typeof reportRequestForm>

/** In which time zone weeks of reports begin and end. */
export const reportSettings = z.strictObject({
  zone: z.string().max(64).refine(isTimeZone, 'Choose a time zone, e.g. Europe/Berlin'),
})
export type ReportSettings = z.infer<typeof reportSettings>
