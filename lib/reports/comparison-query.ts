import { z } from 'zod'

const report = z.preprocess(
  (value) => (Array.isArray(value) ? value[0] : value) ?? null,
  z.uuid().nullable().catch(null),
)

/** Which two reports are compared: ?a=…&b=…, in any order. */
export const reportComparisonQuery = z.object({ a: report, b: report })
