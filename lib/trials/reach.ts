import type { PostgresAccess } from '@/lib/probes/postgres'
import type { ProbeContext } from '@/lib/probes/probe-context'
import type { ResolvedTarget } from '@/lib/systems/target-address'

/** What the first contact with a PostgreSQL server tells. */
export interface PostgresContact {
  connectMs: number
  version: string
  roleName: string
  isStandby: boolean
  missingGrants: string[]
  notes: string[]
}

interface Rights {
  superuser: boolean
  monitor: boolean
}

/** Connects, signs in, and looks which rights the role has. Throws ProbeError. */
export function contactPostgres(
  target: ResolvedTarget,
  probe: ProbeContext,
  access: PostgresAccess,
): Promise<PostgresContact> {
  return access(target, probe, async (session) => {
    const [rights] = await session.query<{ superuser: boolean; monitor: boolean }>(
      `select rolsuper as superuser, pg_has_role(oid, 'pg_monitor', 'usage') as monitor from pg_roles where rolname = current_user`,
    )
    return {
      connectMs: session.connectMs,
      version: versionName(session.serverVersion),
      roleName: session.roleName,
      isStandby: session.isStandby,
      ...adviceOnRights(session.roleName, rights ?? { superuser: false, monitor: false }),
    }
  })
}

/** server_version_num as people say it: 180004 is 18.4. */
export function versionName(serverVersion: number): string {
  return `${Math.floor(serverVersion / 10_000)}.${serverVersion % 10_000}`
}

/** Which grant is missing for the monitoring views, and whether the role can do more than it should. Pure. */
export function adviceOnRights(
  roleName: string,
  rights: Rights,
): Pick<PostgresContact, 'missingGrants' | 'notes'> {
  const quoted = `"${roleName.replaceAll('"', '""')}"`
  if (rights.superuser) {
    return {
      missingGrants: [],
      notes: [
        `${roleName} is a superuser. An audit needs no such rights; a role of its own is safer: \`CREATE ROLE audit LOGIN PASSWORD '…'; GRANT pg_monitor TO audit;\``,
      ],
    }
  }
  if (rights.monitor) return { missingGrants: [], notes: [] }
  return {
    missingGrants: [
      `\`GRANT pg_monitor TO ${quoted};\` is missing: sessions and statistics of other roles are hidden, and some checks stay unknown.`,
    ],
    notes: [],
  }
}
