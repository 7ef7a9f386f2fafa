import { z } from 'zod'
import { defineCheck, type ResourceVerdict } from '../define-check'
import {
  askPostgres,
  counted,
  exampleServer,
  judgementOf,
  type OfServer,
  postgresDefaults,
} from '../postgres-audit'

const config = z.strictObject({
  warnSuperusers: z
    .number()
    .int()
    .min(0)
    .max(100)
    .default(3)
    .describe('Warn above this many superusers that may log in'),
})

interface Role {
  name: string
  login: boolean
  superuser: boolean
  createrole: boolean
  createdb: boolean
  replication: boolean
  bypassrls: boolean
  /** "2027-01-31", or null for ever. */
  until: string | null
  /** Names of the roles it belongs to, "app (admin)" where it may hand the membership on. */
  memberOf: string[]
}

interface Facts {
  roles: Role[]
}

const rolesSql = `
  select r.rolname as name, r.rolcanlogin as login, r.rolsuper as superuser, r.rolcreaterole as createrole,
         r.rolcreatedb as createdb, r.rolreplication as replication, r.rolbypassrls as bypassrls,
         to_char(r.rolvaliduntil at time zone 'UTC', 'YYYY-MM-DD') as until,
         coalesce((select array_agg(distinct g.rolname || case when m.admin_option then ' (admin)' else '' end)
                     from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid), '{}')::text[] as "memberOf"
    from pg_roles r where r.rolname !~ '^pg_' order by 1 limit 10000`

/** Who may do what on the server. */
export const pgSuperusers = defineCheck<z.infer<typeof config>, OfServer<Facts>>({
  ...postgresDefaults,
  kind: 'pg.superusers',
  title: 'Roles',
  proves: 'Few roles may do everything; new roles, new rights and new memberships are reported as changes.',
  dimension: 'security',
  tier: 'quarterly',
  intervalSeconds: 300,
  failAfter: 1,
  severity: { warn: 'medium', fail: 'high' },
  config,
  thresholdSource:
    'Three superusers that may log in: our own proposal (pgwatch warns from ten). Changes have no threshold: any is shown.',
  remediation:
    "List them: `\\du` in psql. A superuser passes every check of rights and may run programs on the server as its operating system user: give people and programs a role with what they need instead (pg_monitor, pg_read_all_data, CREATEROLE in small doses), then `ALTER ROLE … NOSUPERUSER;`, or `NOLOGIN` where the role is a leftover. A new role or right that nobody announced: ask the log who was connected then (`log_statement = 'ddl'` writes it down), and take the right away until it is explained.",
  privileges: 'none',
  collect: (_config, io) => askPostgres(io, async ({ query }) => ({ roles: await query<Role>(rolesSql) })),
  judge({ server, roles }, { warnSuperusers }) {
    const superusers = roles.filter(({ superuser, login }) => superuser && login)
    const others = roles.filter((role) => !role.superuser && powersOf(role).length > 0)
    const tooMany = superusers.length > warnSuperusers
    return judgementOf(server, {
      verdict: tooMany ? 'warn' : 'ok',
      reason: `${counted(superusers.length, 'superuser')} may log in (${names(superusers)})${tooMany ? `, more than ${warnSuperusers}` : ''}; ${others.length} other ${others.length === 1 ? 'role has' : 'roles have'} far-reaching rights; ${counted(roles.length, 'role')} in all.`,
      value: superusers.length,
      unit: 'count',
      thresholds: { warn: warnSuperusers + 1, fail: null },
      resources: tooMany
        ? superusers.map(
            (role): ResourceVerdict => ({
              name: role.name,
              value: null,
              verdict: 'warn',
              detail: 'is a superuser and may log in',
            }),
          )
        : [],
      evidence: {
        superusers: superusers.slice(0, 50).map(({ name }) => name),
        others: others.slice(0, 50).map((role) => `${role.name}: ${powersOf(role).join(', ')}`),
      },
      observations: { role: Object.fromEntries(roles.map((role) => [role.name, described(role)])) },
    })
  },
  examples: {
    passing: { server: exampleServer, roles: [exampleRole('postgres')] },
    failing: {
      server: exampleServer,
      roles: ['alice', 'bob', 'carol', 'postgres'].map((name) => exampleRole(name)),
    },
  },
})

function exampleRole(name: string): Role {
  return {
    name,
    login: true,
    superuser: true,
    createrole: true,
    createdb: true,
    replication: true,
    bypassrls: true,
    until: null,
    memberOf: [],
  }
}

function names(roles: readonly Role[]): string {
  const shown = roles.slice(0, 6).map(({ name }) => name)
  return `${shown.join(', ') || 'none'}${roles.length > 6 ? ' …' : ''}`
}

function powersOf(role: Role): string[] {
  return [
    role.createrole ? 'CREATEROLE' : '',
    role.replication ? 'REPLICATION' : '',
    role.bypassrls ? 'BYPASSRLS' : '',
  ].filter(Boolean)
}

/** "login, superuser, member of app, readers". */
function described(role: Role): string {
  const member = [...role.memberOf].sort()
  return [
    role.login ? 'login' : 'no login',
    role.superuser ? 'SUPERUSER' : '',
    ...powersOf(role),
    role.createdb ? 'CREATEDB' : '',
    role.until ? `until ${role.until}` : '',
    member.length > 0 ? `member of ${member.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join(', ')
}
