import { z } from 'zod'
import { formatNumber } from './measure'

// What forms and addresses are made of, so that one mistake is answered by one sentence, wherever it is made.

/** The one value of a parameter that an address may name several times. */
export const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value)

/** What a form sends for a field that was left empty, or does not send at all. */
export const emptyIsNull = (value: unknown): unknown => (value === '' || value === undefined ? null : value)

/** A field that may be left empty: null then. */
export const orNone = <T extends z.ZodType>(schema: T) => z.preprocess(emptyIsNull, schema.nullable())

/** The same, of a field that must be sent: what is stored is emptied by an empty field, never by a missing one. */
export const orCleared = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? null : value), schema.nullable())

/** Text of at most so many characters. */
export const text = (limit: number) =>
  z
    .string()
    .trim()
    .max(limit, `At most ${formatNumber(limit)} characters`)

/** A sentence that must be there; the example says what a good one is. */
export const words = (example: string, limit = 4_000) =>
  z
    .string({ error: `Write it down, e.g. "${example}"` })
    .trim()
    .min(3, `Write it down, e.g. "${example}"`)
    .max(limit, `At most ${formatNumber(limit)} characters`)

/** A sentence that may be left out. */
export const optionalWords = (limit = 4_000) => text(limit).default('')

/** A day of the calendar, as date fields send it. */
export const calendarDay = (example = '2026-11-30') =>
  z
    .string({ error: `Choose a date, e.g. ${example}` })
    .regex(/^\d{4}-\d{2}-\d{2}$/, `Choose a date, e.g. ${example}`)

/** Day and time as fields for both send them, in the time zone of whoever typed it. */
export const typedMoment = (example: string) =>
  z
    .string({ error: `Choose day and time, e.g. ${example}` })
    .trim()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/, `Choose day and time, e.g. ${example}`)

/** A box that is ticked: as HTML forms send it, or as a value of its own. */
export const ticked = z.preprocess(
  (value) => value === true || value === 'on' || value === 'true',
  z.boolean(),
)

/** ?page=2: what is no page is the first. */
export const pageNumber = z.preprocess(firstOf, z.coerce.number().int().min(1).max(10_000).catch(1))

/** PostgreSQL's text holds every character but NUL. */
export const isStorable = (value: string): boolean => !value.includes('\u0000')

/** ?q=orders: what a list is searched for. */
export const searchWords = z.preprocess(firstOf, z.string().trim().max(100).refine(isStorable).catch(''))
