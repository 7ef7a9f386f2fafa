import { appendAudit } from '@/lib/audit/store'
import { canCreateSystem, canEditSystem, permit } from '@/lib/auth/permissions'
import type { Viewer } from '@/lib/auth/viewer'
import { inTransaction, prisma, type Transaction } from '@/lib/db/database'
import { transactionNow } from '@/lib/db/transaction-now'
import { Problem } from '@/lib/problem'
import {
  activePeople,
  archiveSystem,
  type EditableSystem,
  findEditableSystem,
  listEditableTargets,
  listPeople,
  listTeams,
  lockSystem,
  type Person,
  type SystemFacts,
  systemIdByName,
  teamExists,
  updateSystem,
} from './change-store'
import type { SystemEdit } from './edit-schema'

const mayEdit =
  'Changing this system needs the role maintainer in the team that owns it. A manager or admin can do it or give it to you.'

const mayEditSelf =
  'This system is the installation itself. Only an administrator changes what it is called and who answers for it.'

/** Everything that the edit page of a system shows. */
export interface SystemForm extends SystemFacts {
  id: string
  isSelf: boolean
  targets: { id: string; kind: string; address: string; takesSecret: boolean; secretSetAt: string | null }[]
  people: Person[]
  teams: Person[]
}

/** Who can own a system, and the teams it can belong to. */
export async function systemChoices(): Promise<{ people: Person[]; teams: Person[] }> {
  const [people, teams] = await Promise.all([listPeople(), listTeams()])
  return { people, teams }
}

/** The edit form of a system. Secrets are never part of it, only when they were set. */
export async function getSystemForm(viewer: Viewer, systemId: string): Promise<SystemForm> {
  const system = permitted(viewer, await findEditableSystem(prisma(), uuid(systemId)))
  const [targets, choices] = await Promise.all([listEditableTargets(prisma(), system.id), systemChoices()])
  return {
    ...factsOf(system),
    id: system.id,
    isSelf: system.isSelf,
    targets: targets.map(({ id, kind, address, secretSetAt }) => ({
      id,
      kind,
      address,
      takesSecret: kind === 'postgres',
      secretSetAt: secretSetAt?.toISOString() ?? null,
    })),
    ...choices,
  }
}

/** Changes the facts of a system. Throws Problem: forbidden, not-found, conflict (name), invalid (people). */
export async function editSystem(viewer: Viewer, systemId: string, edit: SystemEdit): Promise<void> {
  const id = uuid(systemId)
  await inTransaction(async (tx) => {
    const system = permitted(viewer, await lockSystem(tx, id))
    if (edit.teamId !== system.teamId) {
      permit(
        canCreateSystem(viewer, { teamId: edit.teamId }),
        'You can give a system to your own teams only. A manager can give it to this one.',
      )
    }
    await checkEdit(tx, system, edit)
    await updateSystem(tx, system.id, edit)
    await appendAudit(tx, {
      actor: viewer,
      action: 'system.edit',
      entity: 'system',
      entityId: system.id,
      before: factsOf(system),
      after: edit,
    })
  })
}

/** Takes a system out of service; its name must be typed. What was found stays readable. */
export async function archive(viewer: Viewer, systemId: string, typedName: string): Promise<void> {
  const id = uuid(systemId)
  await inTransaction(async (tx) => {
    const system = permitted(viewer, await lockSystem(tx, id))
    if (system.isSelf)
      throw new Problem('conflict', 'The installation always audits itself: this system cannot be archived.')
    if (typedName.trim() !== system.name) {
      throw new Problem('invalid', `Type the name "${system.name}" to archive it.`, {
        typedName: `This is not "${system.name}".`,
      })
    }
    await archiveSystem(tx, system.id, await transactionNow(tx))
    await appendAudit(tx, {
      actor: viewer,
      action: 'system.archive',
      entity: 'system',
      entityId: system.id,
      before: { archived: false },
      after: { archived: true },
    })
  })
}

function permitted(viewer: Viewer, system: EditableSystem | null): EditableSystem {
  if (!system || system.archivedAt) throw new Problem('not-found', 'This system does not exist.')
  permit(canEditSystem(viewer, system), system.isSelf ? mayEditSelf : mayEdit)
  return system
}

async function checkEdit(tx: Transaction, system: EditableSystem, edit: SystemEdit): Promise<void> {
  const sameName = await systemIdByName(tx, edit.name)
  if (sameName && sameName !== system.id) {
    throw new Problem('conflict', `A system called "${edit.name}" exists already.`, {
      name: 'This name is taken.',
    })
  }
  const wanted = [edit.ownerId, edit.backupOwnerId].filter((id) => id !== null)
  const active = await activePeople(tx, wanted)
  if (!active.has(edit.ownerId))
    throw new Problem('invalid', 'The owner cannot sign in any more.', {
      ownerId: 'Choose somebody who can sign in.',
    })
  if (edit.backupOwnerId && !active.has(edit.backupOwnerId)) {
    throw new Problem('invalid', 'The back-up owner cannot sign in any more.', {
      backupOwnerId: 'Choose somebody who can sign in.',
    })
  }
  if (edit.backupOwnerId === edit.ownerId) {
    throw new Problem('invalid', 'The back-up owner must be somebody else.', {
      backupOwnerId: 'Choose somebody else, or nobody yet.',
    })
  }
  if (edit.teamId && !(await teamExists(tx, edit.teamId))) {
    throw new Problem('invalid', 'The team does not exist any more.', {
      teamId: 'Choose another team or none.',
    })
  }
}

function factsOf(system: EditableSystem): SystemFacts {
  const { name, kind, environment, criticality, ownerId, backupOwnerId, teamId, runbookUrl, timeZone } =
    system
  const { rpoMinutes, rtoMinutes, reviewCadenceDays, tags, maintenanceWindow, description } = system
  return {
    name,
    kind,
    environment,
    criticality,
    ownerId,
    backupOwnerId,
    teamId,
    runbookUrl,
    timeZone,
    rpoMinutes,
    rtoMinutes,
    reviewCadenceDays,
    tags,
    maintenanceWindow,
    description,
  }
}

function uuid(id: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new Problem('not-found', 'This does not exist.')
  return id
}
