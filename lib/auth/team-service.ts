import type { AuditAction } from '@/lib/audit/actions'
import { appendAudit } from '@/lib/audit/store'
import { inTransaction, type Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { Problem } from '@/lib/problem'
import { canManageUsers, permit } from './permissions'
import type { ChangedTeam } from './schema'
import {
  deleteTeamRow,
  findTeam,
  insertTeam,
  listTeamRows,
  lockTeam,
  renameTeam,
  setMembers,
  type TeamWithMembers,
} from './team-store'
import type { Viewer } from './viewer'

const permitTeams = (viewer: Viewer) =>
  permit(canManageUsers(viewer), 'Only an administrator manages teams. Ask one of them.')

/** All teams with their members; every viewer may know who looks after what. */
export const listTeams = (_viewer: Viewer): Promise<TeamWithMembers[]> => listTeamRows()

/** All teams, for the page that changes them. Administrators only. */
export async function manageTeams(viewer: Viewer): Promise<TeamWithMembers[]> {
  permitTeams(viewer)
  return listTeamRows()
}

/** One team. Administrators only: it is what the page that changes it shows. */
export async function getTeam(viewer: Viewer, id: string): Promise<TeamWithMembers> {
  permitTeams(viewer)
  return found(await findTeam(id))
}

/** Adds a team without members. */
export async function createTeam(viewer: Viewer, { name }: { name: string }): Promise<{ id: string }> {
  permitTeams(viewer)
  const id = newId()
  await inTransaction(async (tx) => {
    if (!(await insertTeam(tx, { id, name }))) throw taken()
    await note(tx, viewer, 'team.create', id, null, { name })
  })
  return { id }
}

/** Changes a team's name and members. */
export async function changeTeam(viewer: Viewer, input: ChangedTeam): Promise<void> {
  permitTeams(viewer)
  await inTransaction(async (tx) => {
    const team = found(await lockTeam(tx, input.id))
    if (!(await renameTeam(tx, input))) throw taken()
    await setMembers(tx, input.id, input.memberIds)
    const before = { name: team.name, memberIds: team.members.map((member) => member.id) }
    await note(tx, viewer, 'team.change', input.id, before, { name: input.name, memberIds: input.memberIds })
  })
}

/** Removes a team that looks after nothing: its systems would else be open to every maintainer. */
export async function deleteTeam(viewer: Viewer, id: string): Promise<void> {
  permitTeams(viewer)
  await inTransaction(async (tx) => {
    const team = found(await lockTeam(tx, id))
    if (team.systems > 0) {
      throw new Problem(
        'conflict',
        `${team.name} looks after ${team.systems} ${team.systems === 1 ? 'system' : 'systems'}. Give that to another team first.`,
      )
    }
    await deleteTeamRow(tx, id)
    await note(tx, viewer, 'team.delete', id, { name: team.name }, null)
  })
}

function found(team: TeamWithMembers | null): TeamWithMembers {
  if (!team) throw new Problem('not-found', 'There is no such team here.')
  return team
}

const taken = () => new Problem('conflict', 'Nothing was changed.', { name: 'Another team has this name.' })

const note = (
  tx: Transaction,
  actor: Viewer,
  action: AuditAction,
  entityId: string,
  before: unknown,
  after: unknown,
) => appendAudit(tx, { actor, action, entity: 'team', entityId, before, after })
