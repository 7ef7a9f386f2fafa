import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alertClasses, alertOutcomes } from '@/lib/alerts/schema'
import { assessmentSources } from '@/lib/assessments/freshness'
import { assessmentEventTypes, coreQuestions, exclusionReasons } from '@/lib/assessments/schema'
import { landings, roles } from '@/lib/auth/viewer'
import { capacityMeasures, forecastStatuses } from '@/lib/capacity/stored-forecast'
import { announcementKinds, expectations } from '@/lib/changes/expectation'
import { changeKinds } from '@/lib/changes/words'
import { controlTypes, evidencePolicies, occasions, outcomes, versionStates } from '@/lib/checklists/schema'
import { observationSubjects } from '@/lib/checks/observation'
import { runRetentions } from '@/lib/checks/run-retention'
import { verdicts } from '@/lib/checks/verdict'
import { prisma, sql } from '@/lib/db/database'
import { planTiers } from '@/lib/drills/plan-schema'
import { drillLevels, drillResults, proofSources } from '@/lib/drills/schema'
import { evidenceKinds } from '@/lib/evidence/schema'
import { acceptanceDecisions } from '@/lib/findings/acceptance-rules'
import { findingEventTypes } from '@/lib/findings/event-type'
import { findingKinds, findingOrigins, findingStates } from '@/lib/findings/finding-state'
import { severities } from '@/lib/findings/severity'
import {
  detections,
  incidentEventTypes,
  incidentStates,
  preventionKinds,
  preventionStates,
} from '@/lib/incidents/schema'
import { jobKinds, jobStates } from '@/lib/jobs/schema'
import { outboxChannels, outboxKinds, outboxStates } from '@/lib/outbox/message'
import { flagStatuses } from '@/lib/red-flags/flag-reading'
import { reportKinds, reportScopes } from '@/lib/reports/schema'
import { subscriptionTimings } from '@/lib/reports/weekly-time'
import { reviewEventTypes, reviewStates } from '@/lib/reviews/review-state'
import { grades } from '@/lib/score/schema'
import { systemKinds } from '@/lib/systems/edit-schema'
import { targetKinds } from '@/lib/systems/target-address'
import {
  anchors,
  automations,
  idempotences,
  occurrenceStates,
  taskEventTypes,
  evidencePolicies as taskEvidencePolicies,
  taskTiers,
} from '@/lib/tasks/schema'
import { criticalities, environments } from '@/lib/trials/schema'
import { guidedStates, snapshotSides } from '@/lib/verifications/guided-schema'
import { migrationKinds, verificationStates } from '@/lib/verifications/schema'
import { stepOutcomes } from '@/lib/walkthroughs/outcomes'
import { walkthroughStates } from '@/lib/walkthroughs/schema'
import { addTestSystem } from '../testing/engine-fixture'
import { createTestDatabase, type TestDatabase } from '../testing/test-database'

// What the database allows and what the code knows are the same words.

/** Per constraint the values of its column, as the code lists them. */
const inCode: Record<string, readonly string[]> = {
  app_user_role_check: roles,
  walkthrough_state_check: walkthroughStates,
  walkthrough_step_outcome_check: stepOutcomes,
  app_user_theme_check: ['system', 'light', 'dark'],
  app_user_landing_check: landings,
  egress_allowance_purpose_check: ['check'],
  system_kind_check: systemKinds,
  system_environment_check: environments,
  capacity_forecast_measure_check: capacityMeasures,
  capacity_forecast_status_check: forecastStatuses,
  capacity_forecast_direction_check: ['up', 'down'],
  system_criticality_check: criticalities,
  system_change_subject_check: observationSubjects,
  system_change_kind_check: changeKinds,
  system_change_expectation_check: expectations,
  change_announcement_kind_check: announcementKinds,
  long_job_kind_check: jobKinds,
  long_job_state_check: jobStates,
  target_kind_check: targetKinds,
  trial_kind_check: targetKinds.filter((kind) => kind !== 'self'),
  check_state_verdict_check: verdicts,
  run_verdict_check: verdicts,
  run_trigger_check: ['schedule', 'manual', 'missed'],
  run_retention_check: runRetentions,
  state_change_verdict_check: verdicts,
  run_batch_item_verdict_check: verdicts,
  finding_origin_check: findingOrigins,
  finding_kind_check: findingKinds,
  finding_severity_check: severities,
  finding_state_check: findingStates,
  finding_event_state_check: findingStates,
  finding_event_type_check: findingEventTypes,
  acceptance_decision_check: acceptanceDecisions,
  score_snapshot_grade_check: grades,
  maintenance_task_tier_check: taskTiers,
  maintenance_task_evidence_policy_check: taskEvidencePolicies,
  maintenance_task_idempotent_check: idempotences,
  maintenance_task_automation_check: automations,
  maintenance_task_anchor_check: anchors,
  task_occurrence_state_check: occurrenceStates,
  task_event_type_check: taskEventTypes,
  checklist_version_state_check: versionStates,
  checklist_version_occasion_check: occasions,
  control_revision_type_check: controlTypes,
  control_revision_severity_check: severities,
  control_revision_evidence_policy_check: evidencePolicies,
  evidence_kind_check: evidenceKinds,
  review_state_check: reviewStates,
  review_event_type_check: reviewEventTypes,
  review_question_outcome_check: outcomes,
  assessment_outcome_check: outcomes,
  assessment_source_check: assessmentSources,
  assessment_event_type_check: assessmentEventTypes,
  control_exclusion_reason_code_check: exclusionReasons,
  core_answer_question_check: coreQuestions,
  drill_level_check: drillLevels,
  drill_result_check: drillResults,
  drill_source_check: proofSources,
  drill_plan_tier_check: planTiers,
  guided_verification_state_check: guidedStates,
  verification_snapshot_side_check: snapshotSides,
  migration_kind_check: migrationKinds,
  verification_state_check: verificationStates,
  verification_source_check: proofSources,
  alert_outcome_class_check: alertClasses,
  alert_outcome_outcome_check: alertOutcomes,
  alert_outcome_source_check: proofSources,
  red_flag_state_status_check: flagStatuses,
  red_flag_change_status_check: flagStatuses,
  incident_detected_by_check: detections,
  incident_severity_check: severities,
  incident_state_check: incidentStates,
  incident_prevention_kind_check: preventionKinds,
  incident_prevention_state_check: preventionStates,
  incident_event_type_check: incidentEventTypes,
  report_kind_check: reportKinds,
  report_scope_check: reportScopes,
  report_request_scope_check: reportScopes,
  report_subscription_scope_check: reportScopes,
  report_subscription_timing_check: subscriptionTimings,
  outbox_message_channel_check: outboxChannels,
  outbox_message_kind_check: outboxKinds,
  outbox_message_state_check: outboxStates,
  outbox_outage_channel_check: outboxChannels,
}

let database: TestDatabase
let systemId: string
beforeAll(async () => {
  database = await createTestDatabase()
  const address = { kind: 'tcp' as const, address: 'queue.example:5672' }
  const config = { host: 'queue.example', port: 5672 }
  ;({ systemId } = await addTestSystem({ ...address, config }, [{ kind: 'tcp.open' }]))
})
afterAll(() => database.drop())

describe('words that the database checks', () => {
  it('are those of the code', async () => {
    const { rows } = await sql().query<{ name: string; definition: string }>(
      `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
        where contype = 'c' and conislocal and connamespace = 'public'::regnamespace`,
    )
    const lists = rows.flatMap(({ name, definition }) => {
      const values = [...definition.matchAll(/'([^']+)'::text/g)].map(([, value = '']) => value)
      return values.length > 0 ? [[name, [...new Set(values)].sort()] as const] : []
    })
    const expected = Object.entries(inCode).map(([name, values]) => [name, [...values].sort()])
    expect(Object.fromEntries(lists)).toEqual(Object.fromEntries(expected))
  })

  it.each([
    `insert into run (check_id, scheduled_for, retention, started_at, duration_ms, verdict, reason, trigger)
     values (gen_random_uuid(), app_now(), 'for ever', app_now(), 1, 'ok', 'Fine.', 'schedule')`,
    `insert into state_change values (gen_random_uuid(), app_now(), 'ok', 'good', 'Fine.')`,
    `insert into state_change values (gen_random_uuid(), app_now(), 'good', 'ok', 'Fine.')`,
    `insert into finding_event (id, finding_id, at, actor_label, type)
     values (gen_random_uuid(), gen_random_uuid(), app_now(), 'worker', 'forgotten')`,
    `insert into finding_event (id, finding_id, at, actor_label, type, to_state)
     values (gen_random_uuid(), gen_random_uuid(), app_now(), 'worker', 'opened', 'done')`,
  ])('refuse others: %s', async (statement) => {
    await expect(sql().query(statement)).rejects.toMatchObject({ code: '23514' })
  })
})

describe('history', () => {
  beforeAll(async () => {
    const check = await prisma().check.findFirstOrThrow()
    await sql().query(
      `insert into finding (id, system_id, check_id, fingerprint, origin, kind, title, detail, remediation, severity,
                            severity_reason, state, state_since, first_seen, last_seen, sla_start, due)
       values (gen_random_uuid(), $1, $2, 'one', 'check', 'defect', 'It', 'is', 'so', 'low', 'small', 'open',
               app_now(), app_now(), app_now(), app_now(), app_now())`,
      [systemId, check.id],
    )
    await sql().query(
      `insert into finding_event (id, finding_id, at, actor_label, type, to_state)
       select gen_random_uuid(), id, app_now(), 'worker', 'opened', 'open' from finding`,
    )
    await sql().query(`insert into state_change values ($1, app_now(), null, 'ok', 'Fine.')`, [check.id])
  })

  it.each([
    'update finding_event set comment = null',
    'delete from finding_event',
    'truncate finding_event',
    'truncate finding cascade',
    'update state_change set reason = reason',
    'truncate state_change',
    'truncate evidence',
    'truncate task_occurrence',
    'truncate task_event',
    'truncate assessment_event',
    'truncate red_flag_change',
    'truncate score_snapshot',
    'truncate review_event',
    'truncate milestone',
    'truncate incident_event',
    'truncate report cascade',
  ])('refuses: %s', async (statement) => {
    await expect(sql().query(statement)).rejects.toThrow(/append-only/)
  })

  it('goes with the finding that it is about', async () => {
    await sql().query('delete from system where id = $1', [systemId])
    expect((await sql().query('select from finding_event')).rowCount).toBe(0)
    expect((await sql().query('select from state_change')).rowCount).toBe(1)
  })
})
