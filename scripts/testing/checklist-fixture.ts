import { meaningOf } from '@/lib/checklists/meaning'
import type { Control } from '@/lib/checklists/schema'
import { sql } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'

/** A control that a person answers with yes or no, unless a test says otherwise. */
export function testControl(key: string, more: Partial<Control> = {}): Control {
  return {
    key,
    area: 'Tests',
    question: `Is ${key} as it should be?`,
    why: 'A test wants to know.',
    remediation: 'Make it so.',
    type: 'boolean',
    choices: [],
    threshold: null,
    severity: 'high',
    evidencePolicy: 'none',
    validForDays: 90,
    dimension: 'maintenance',
    appliesWhen: null,
    proofOf: null,
    answeredBy: [],
    ...more,
  }
}

/** Publishes a version of a checklist straight into the tables; the version before it retires. Returns its id. */
export async function publishTestChecklist(
  key: string,
  controls: readonly Control[],
  number = 1,
): Promise<string> {
  const versionId = newId()
  await sql().query(
    `insert into checklist (id, key, title, is_shipped, created_at) values ($1, $2, $3, false, app_now())
     on conflict (key) do nothing`,
    [newId(), key, `Checklist ${key}`],
  )
  await sql().query(
    `update checklist_version set state = 'retired'
      where state = 'published' and checklist_id = (select id from checklist where key = $1)`,
    [key],
  )
  await sql().query(
    `insert into checklist_version (id, checklist_id, number, state, title, purpose, occasion, applies_to, source, hash,
                                    created_at, published_at)
     select $1, id, $3, 'draft', title, 'For tests.', 'event', '{}', '', '', app_now(), app_now() from checklist where key = $2`,
    [versionId, key, number],
  )
  for (const [position, control] of controls.entries()) {
    await sql().query(
      `insert into control_revision (id, version_id, key, position, area, question, why, remediation, type, choices,
                                     threshold, severity, evidence_policy, valid_for_days, dimension, applies_when,
                                     proof_of, answered_by, meaning)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
      [
        newId(),
        versionId,
        control.key,
        position,
        control.area,
        control.question,
        control.why,
        control.remediation,
        control.type,
        JSON.stringify(control.choices),
        control.threshold && JSON.stringify(control.threshold),
        control.severity,
        control.evidencePolicy,
        control.validForDays,
        control.dimension,
        control.appliesWhen && JSON.stringify(control.appliesWhen),
        control.proofOf,
        JSON.stringify(control.answeredBy),
        meaningOf(control),
      ],
    )
  }
  await sql().query(`update checklist_version set state = 'published' where id = $1`, [versionId])
  return versionId
}

/** Lets a checklist count for a system. */
export async function assignTestChecklist(systemId: string, key: string): Promise<void> {
  await sql().query(
    `insert into checklist_assignment (system_id, checklist_id, assigned_at)
     select $1, id, app_now() from checklist where key = $2 on conflict do nothing`,
    [systemId, key],
  )
}
