import { z } from 'zod'

/** The form: what a system needs, and what for. */
export const dependencyAdd = z.strictObject({
  systemId: z.string(),
  dependsOnId: z.uuid('Choose the system that it needs'),
  purpose: z
    .string()
    .trim()
    .min(3, 'Say what for, e.g. "stores its sessions there"')
    .max(200, 'At most 200 characters'),
})
export type DependencyAdd = z.infer<typeof dependencyAdd>

export const dependencyRemove = z.strictObject({ systemId: z.string(), dependsOnId: z.string() })
