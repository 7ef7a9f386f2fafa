import { installShippedChecklists } from '@/lib/checklists/install-shipped'
import { sql } from '@/lib/db/database'
import { planDueTasks } from '@/lib/tasks/plan'
import { starterGraceMinutes, starterSchedule } from '@/lib/tasks/starter-schedule'
import { starterSets } from '@/lib/tasks/starter-sets'
import type { Fleet, SeedSystem } from './fleet'
import type { SeedSystemKind } from './profiles'
import type { Random } from './random'
import { insert } from './store-fleet'

const day = 86_400_000
/** As long as the history of the checks. */
const historyDays = 90

const setOf: Readonly<Record<SeedSystemKind, string>> = {
  database: 'postgres',
  'web-service': 'web-service',
  pipeline: 'host',
  backup: 'backup',
  other: 'host',
}

/**
 * A number from 0 to 99 that belongs to a row: the same for the same row of the same fleet. `text` is SQL.
 */
const lot = (text: string) => `(('x' || substr(md5(${text}), 1, 6))::bit(24)::int % 100)`

/**
 * Starter tasks with a quarter's record, checklists with answers of people, restores, and what became of alerts.
 * What the product derives itself (automatic answers, red flags, scores) its duties make of this.
 */
export async function storeMaintenance(fleet: Fleet, random: Random): Promise<void> {
  await storeTasks(fleet, random)
  await storeAnswers(fleet)
  await storeProofs(fleet, random)
}

async function storeTasks({ systems, now }: Fleet, random: Random): Promise<void> {
  const startsAt = new Date(now.getTime() - historyDays * day)
  await insert(
    'maintenance_task',
    systems.flatMap((system) => tasksOf(system, startsAt, random)),
  )
  await planDueTasks()
  const choice = lot('k.key || k.system_id::text || o.period_start::text')
  // Most is done in time, some late, little is left out; of what was due lately a part is still open.
  await sql().query(
    `update task_occurrence o
        set state = case when lot < 90 then 'done' when lot < 93 then 'done-with-problem' when lot < 95 then 'skipped' else 'pending' end,
            skip_reason = case when lot between 93 and 94 then 'release freeze' end,
            finished_at = case when lot < 84 then o.scheduled_at + (o.due_at - o.scheduled_at) / 2
                               when lot < 95 then o.due_at + (o.due_at - o.scheduled_at) / 3 end,
            on_time = case when lot < 84 then true when lot < 95 then false end,
            minutes = case when lot < 93 then greatest(1, k.expected_minutes * (60 + lot) / 100) end
       from (select o.id as occurrence_id, k.expected_minutes, ${choice} as lot
               from task_occurrence o join maintenance_task k on k.id = o.task_id where o.due_at < $1) k
      where k.occurrence_id = o.id`,
    [new Date(now.getTime() - 2 * day)],
  )
}

function tasksOf(system: SeedSystem, startsAt: Date, random: Random): Record<string, unknown>[] {
  const set = starterSets.find(({ key }) => key === setOf[system.kind])
  return (set?.tasks ?? []).map((task) => ({
    id: random.id(startsAt),
    system_id: system.id,
    key: task.key,
    tier: task.tier,
    title: task.title,
    why: task.why,
    procedure: task.procedure,
    expected_minutes: task.expectedMinutes,
    evidence_wanted: task.evidenceWanted,
    evidence_policy: task.evidencePolicy,
    measure_label: task.measureLabel,
    measure_unit: task.measureUnit,
    idempotent: task.idempotent,
    idempotent_proof: task.idempotentProof,
    needs_downtime: task.needsDowntime,
    needs_verification: task.needsVerification,
    automation: 'manual',
    proven_by_kinds: task.provenByKinds,
    schedule: starterSchedule(task.tier, null),
    time_zone: 'UTC',
    anchor: 'scheduled',
    grace_minutes: starterGraceMinutes[task.tier],
    owner_id: system.ownerId,
    starts_at: startsAt,
    revision: 1,
    created_at: startsAt,
  }))
}

/** Two checklists count for every system; of what people must answer, three quarters is answered. */
async function storeAnswers({ now }: Fleet): Promise<void> {
  await installShippedChecklists()
  await sql().query(
    `insert into checklist_assignment (system_id, checklist_id, assigned_at)
     select y.id, c.id, y.created_at from system y, checklist c
      where not y.is_self and c.key in ('getting-started', 'quarterly-review')
     on conflict do nothing`,
  )
  await sql().query(
    `insert into assessment (id, system_id, control_key, meaning, outcome, answer, source, statement, facts, note,
                             evidence_ids, answered_by_id, answered_at, valid_until, revision)
     select gen_random_uuid(), asked.system_id, asked.key, asked.meaning, asked.outcome, asked.answer, 'manual',
            '', '[]', 'As agreed in the team.', '{}', asked.owner_id, asked.answered_at,
            asked.answered_at + make_interval(days => asked.valid_for_days), 1
       from (select distinct on (y.id, r.key) y.id as system_id, y.owner_id, r.key, r.meaning, r.valid_for_days,
                    p->>'outcome' as outcome, jsonb_build_object('kind', 'choice', 'choice', p->>'key') as answer,
                    $1::timestamptz - make_interval(days => ${lot('y.id::text || r.key')}) as answered_at
               from system y join checklist_assignment a on a.system_id = y.id
                    join checklist_version v on v.checklist_id = a.checklist_id and v.state = 'published'
                    join control_revision r on r.version_id = v.id and r.type = 'choice',
                    lateral jsonb_array_elements(r.choices) with ordinality choice (p, place)
              where not y.is_self and jsonb_array_length(r.answered_by) = 0 and ${lot('r.key || y.id::text')} < 75
                and place = 1 + ${lot('y.id::text || r.key')} * jsonb_array_length(r.choices) / 250
              order by y.id, r.key) asked`,
    [now],
  )
}

/** Two systems of three restored a backup lately or long ago; every third had alerts. */
async function storeProofs({ systems, now }: Fleet, random: Random): Promise<void> {
  const restored = systems.filter(() => random.chance(0.66))
  await insert(
    'drill',
    restored.map((system) => {
      const startedAt = new Date(now.getTime() - random.between(1, 200) * day)
      return {
        id: random.id(startedAt),
        system_id: system.id,
        backup_name: `${system.name}.dump`,
        level: random.weighted({ listed: 1, restored: 2, queried: 6, booted: 1 }),
        result: random.weighted({ pass: 8, partial: 1, fail: 1 }),
        started_at: startedAt,
        duration_seconds: random.between(60, 7_200),
        counts: [],
        note: '',
        evidence_ids: [],
        source: 'person',
        recorded_by_id: system.ownerId,
        recorded_at: startedAt,
      }
    }),
  )
  const noisy = systems.filter(() => random.chance(0.33))
  await insert(
    'alert_outcome',
    noisy.flatMap((system) =>
      Array.from({ length: random.between(1, 9) }, () => {
        const firedAt = new Date(
          now.getTime() - random.between(0, 27) * day - random.between(1, 1_000) * 60_000,
        )
        return {
          id: random.id(firedAt),
          system_id: system.id,
          rule: random.pick(['High latency', 'Disk nearly full', 'Errors in the log', 'No answer']),
          class: random.weighted({ attention: 3, wake: 1 }),
          fired_at: firedAt,
          acknowledged_at: new Date(firedAt.getTime() + random.between(1, 90) * 60_000),
          outcome: random.weighted({ acted: 5, 'needed-nothing': 4, 'too-late': 1 }),
          snooze_count: random.chance(0.1) ? 2 : 0,
          note: '',
          evidence_ids: [],
          source: 'person',
          recorded_at: firedAt,
        }
      }),
    ),
  )
}
