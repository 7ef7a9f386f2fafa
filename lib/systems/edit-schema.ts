import { z } from 'zod'
import { orCleared } from '@/lib/format/form-fields'
import { parseMaintenanceWindow } from './maintenance-window'

const optionalId = orCleared(z.uuid())
const optionalMinutes = orCleared(
  z.coerce
    .number({ error: 'Write a number of minutes, e.g. 60' })
    .int('Write whole minutes')
    .min(1, 'At least 1 minute')
    .max(525_600, 'At most a year'),
)

const cadence = 'Write whole days from 7 to 730, e.g. 90'

export const systemKinds = ['database', 'web-service', 'host', 'backup', 'pipeline', 'other'] as const

/** The form of a system's facts. */
export const systemEdit = z.strictObject({
  name: z.string().trim().min(1, 'A name is needed, e.g. orders-db').max(80, 'At most 80 characters'),
  kind: z.enum(systemKinds),
  environment: z.enum(['production', 'staging', 'development']),
  criticality: z.enum(['critical', 'high', 'medium', 'low']),
  ownerId: z.uuid('Choose who answers for this system'),
  backupOwnerId: optionalId,
  teamId: optionalId,
  runbookUrl: z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? null : value),
    z
      .url({
        protocol: /^https?$/,
        error: 'Write an http or https address, e.g. https://wiki.example.com/orders-db',
      })
      .max(500)
      .nullable(),
  ),
  timeZone: z
    .string()
    .refine(
      (zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC',
      'Write a zone such as Europe/Berlin',
    ),
  rpoMinutes: optionalMinutes,
  rtoMinutes: optionalMinutes,
  reviewCadenceDays: z.coerce.number({ error: cadence }).int(cadence).min(7, cadence).max(730, cadence),
  tags: z
    .string()
    .max(500)
    .transform((text) => [
      ...new Set(
        text
          .split(',')
          .map((tag) => tag.trim().toLowerCase())
          .filter(Boolean),
      ),
    ])
    .pipe(z.array(z.string().max(40, 'A tag has at most 40 characters')).max(20, 'At most 20 tags')),
  maintenanceWindow: z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? null : value),
    z
      .string()
      .trim()
      .max(120, 'At most 120 characters')
      .superRefine((text, context) => {
        const parsed = parseMaintenanceWindow(text)
        if ('error' in parsed) context.addIssue({ code: 'custom', message: parsed.error })
      })
      .nullable(),
  ),
  description: z.string().trim().max(2_000, 'At most 2,000 characters'),
})
export type SystemEdit = z.infer<typeof systemEdit>
