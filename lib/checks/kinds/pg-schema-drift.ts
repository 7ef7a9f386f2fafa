import { z } from 'zod'
import { fingerprint } from '../bound-observations'
import { CouldNotLook } from '../could-not-look'
import { defineCheck, type ResourceVerdict } from '../define-check'
import {
  askPostgres,
  counted,
  exampleServer,
  judgementOf,
  type OfServer,
  postgresDefaults,
} from '../postgres-audit'
import { schemaObjectLimit, schemaObjectsSql, unenforcedSql } from '../postgres-schema'
import { worstVerdict } from '../verdict'

const config = z.strictObject({
  ignoredSchemas: z
    .array(z.string().min(1).max(64))
    .max(50)
    .default([])
    .describe('Schemas that programs rewrite all the time, for example one for scratch tables'),
  accepted: z
    .array(z.string().min(1).max(300))
    .max(50)
    .default([])
    .describe('Constraints and triggers that are off on purpose, as this check names them'),
})

const faults = {
  'not-validated': {
    verdict: 'warn',
    detail: 'was never checked against the rows that were there before it',
  },
  'reference-off': { verdict: 'fail', detail: 'are off: rows without their parent get in' },
  'trigger-off': { verdict: 'warn', detail: 'is off: what it should do is not done' },
} as const

interface Facts {
  objects: { name: string; value: string }[]
  unenforced: { name: string; fault: keyof typeof faults }[]
}

/** The schema as it is, by fingerprints, and whether what it declares is in force. */
export const pgSchemaDrift = defineCheck<z.infer<typeof config>, OfServer<Facts>>({
  ...postgresDefaults,
  kind: 'pg.schema_drift',
  title: 'Schema',
  proves:
    'Every constraint and trigger is in force; tables, views, functions and rights that differ from the last look are reported as changes.',
  dimension: 'data-integrity',
  tier: 'weekly',
  intervalSeconds: 3_600,
  failAfter: 1,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource:
    'What is declared is in force or it is not; foreign keys that are off fail, as in check_postgres. Changes have no threshold: any is shown.',
  remediation:
    'Foreign keys that are off are mostly left behind by `pg_restore --disable-triggers`: `ALTER TABLE … ENABLE TRIGGER ALL;`, and look for rows that came in meanwhile. A constraint that was never validated: `ALTER TABLE … VALIDATE CONSTRAINT …;` reads the table and takes no lock that stops writers. A table, view or function that changed although nobody announced a deploy: compare with the migrations that are in your repository, and look who may create there: `REVOKE CREATE ON SCHEMA public FROM PUBLIC;` keeps guests from it.',
  privileges: 'none: it reads the catalogues only, never the rows',
  collect: ({ ignoredSchemas }, io) =>
    askPostgres(io, async ({ query }) => {
      const objects = await query<Facts['objects'][number]>(schemaObjectsSql, [ignoredSchemas])
      if (objects.length > schemaObjectLimit) {
        throw new CouldNotLook(
          `The database has more than ${schemaObjectLimit} tables, views and functions outside of extensions: too many to follow. Name the schemas that need not be followed in the settings of this check.`,
        )
      }
      return {
        objects,
        unenforced: await query<Facts['unenforced'][number]>(unenforcedSql, [ignoredSchemas]),
      }
    }),
  judge({ server, objects, unenforced }, { accepted, ignoredSchemas }) {
    const resources = unenforced
      .filter(({ name }) => !accepted.includes(name))
      .map(({ name, fault }): ResourceVerdict => ({ name, value: null, ...faults[fault] }))
    const whole = fingerprint(JSON.stringify(objects.map(({ name, value }) => [name, value])))
    const [first] = [...resources].sort((a) => (a.verdict === 'fail' ? -1 : 1))
    return judgementOf(server, {
      verdict: resources.length > 0 ? worstVerdict(resources.map(({ verdict }) => verdict)) : 'ok',
      reason: first
        ? `The ${first.name} ${first.detail}${resources.length > 1 ? `, and ${resources.length - 1} more` : ''}.`
        : `${counted(objects.length, 'object')} in ${server.database}, fingerprint ${whole}; every constraint and trigger is in force.`,
      value: resources.length,
      unit: 'count',
      thresholds: { warn: 1, fail: null },
      resources,
      evidence: { objects: objects.length, fingerprint: whole, ignoredSchemas, accepted },
      observations: { schema: Object.fromEntries(objects.map(({ name, value }) => [name, value])) },
    })
  },
  examples: {
    passing: {
      server: exampleServer,
      objects: [{ name: 'table public.orders', value: '4 columns · owner app · definition 0a1b2c3d4e5f' }],
      unenforced: [],
    },
    failing: {
      server: exampleServer,
      objects: [{ name: 'table public.orders', value: '4 columns · owner app · definition 0a1b2c3d4e5f' }],
      unenforced: [{ name: 'constraint orders_customer_fkey of public.orders', fault: 'not-validated' }],
    },
  },
})
