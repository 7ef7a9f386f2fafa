-- Proofs by machines, migrations that are compared, incidents and what prevents them, walkthroughs.

-- CreateTable
CREATE TABLE "long_job" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "system_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "requested_by_id" UUID,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "worker_id" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "fence" BIGINT NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "progress" JSONB NOT NULL,
    "cancel_requested_at" TIMESTAMPTZ(3),
    "cancelled_by_id" UUID,
    "log" TEXT NOT NULL DEFAULT '',
    "fault" TEXT,

    CONSTRAINT "long_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stored_lines" (
    "owner_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "lines" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "stored_lines_pkey" PRIMARY KEY ("owner_id","name","sequence")
);

-- CreateTable
CREATE TABLE "drill_plan" (
    "id" UUID NOT NULL,
    "system_id" UUID NOT NULL,
    "backup_target_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "secrets" JSONB NOT NULL,
    "tier" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "paused_reason" TEXT,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "drill_plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "drill_run" (
    "id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "system_id" UUID NOT NULL,
    "config" JSONB NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "report" JSONB,
    "drill_id" UUID,

    CONSTRAINT "drill_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "guided_verification" (
    "id" UUID NOT NULL,
    "system_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "secrets" JSONB NOT NULL,
    "accepted" JSONB NOT NULL,
    "migration_id" UUID,
    "verification_id" UUID,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "migrated_at" TIMESTAMPTZ(3),
    "signed_at" TIMESTAMPTZ(3),
    "signed_by_id" UUID,
    "signature" TEXT,
    "payload" TEXT,
    "recheck_at" TIMESTAMPTZ(3),
    "rechecks_left" INTEGER NOT NULL DEFAULT 4,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "guided_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification_snapshot" (
    "id" UUID NOT NULL,
    "guided_id" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3),
    "summary" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification_comparison" (
    "id" UUID NOT NULL,
    "guided_id" UUID NOT NULL,
    "before_id" UUID NOT NULL,
    "after_id" UUID NOT NULL,
    "compared_at" TIMESTAMPTZ(3),
    "summary" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_comparison_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "system_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "detected_at" TIMESTAMPTZ(3) NOT NULL,
    "detected_by" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "cost_minutes" INTEGER,
    "cost" TEXT NOT NULL DEFAULT '',
    "finding_id" UUID,
    "alert_id" UUID,
    "lesson" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by_id" UUID,
    "recorded_by_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "evidence_ids" UUID[],
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_prevention" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "check_id" UUID,
    "task_id" UUID,
    "control_key" TEXT,
    "alert_rule" TEXT,
    "title" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "needed_times" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL,
    "proof" JSONB,
    "proven_at" TIMESTAMPTZ(3),
    "added_by_id" UUID,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "incident_prevention_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_event" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "type" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "comment" TEXT,

    CONSTRAINT "incident_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "walkthrough_note" (
    "system_id" UUID NOT NULL,
    "chapter" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by_id" UUID,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "walkthrough_note_pkey" PRIMARY KEY ("system_id","chapter")
);

-- CreateTable
CREATE TABLE "walkthrough" (
    "id" UUID NOT NULL,
    "system_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "mentor_id" UUID,
    "state" TEXT NOT NULL,
    "assigned_by_id" UUID,
    "assigned_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "signed_by_id" UUID,
    "mentor_note" TEXT NOT NULL DEFAULT '',
    "confusion" TEXT NOT NULL DEFAULT '',
    "questions" JSONB NOT NULL,
    "core_answers" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "walkthrough_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "walkthrough_step" (
    "walkthrough_id" UUID NOT NULL,
    "chapter" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "finding_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "walkthrough_step_pkey" PRIMARY KEY ("walkthrough_id","chapter","step")
);

-- CreateTable
CREATE TABLE "walkthrough_attempt" (
    "id" UUID NOT NULL,
    "walkthrough_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "is_right" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "walkthrough_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "long_job_subject_id_idx" ON "long_job"("subject_id");

-- CreateIndex
CREATE INDEX "long_job_system_id_requested_at_idx" ON "long_job"("system_id", "requested_at");

-- CreateIndex
CREATE INDEX "drill_plan_system_id_idx" ON "drill_plan"("system_id");

-- CreateIndex
CREATE INDEX "drill_plan_next_at_idx" ON "drill_plan"("next_at");

-- CreateIndex
CREATE INDEX "drill_run_plan_id_requested_at_idx" ON "drill_run"("plan_id", "requested_at");

-- CreateIndex
CREATE INDEX "drill_run_system_id_requested_at_idx" ON "drill_run"("system_id", "requested_at");

-- CreateIndex
CREATE INDEX "guided_verification_system_id_created_at_idx" ON "guided_verification"("system_id", "created_at");

-- CreateIndex
CREATE INDEX "guided_verification_recheck_at_idx" ON "guided_verification"("recheck_at");

-- CreateIndex
CREATE INDEX "verification_snapshot_guided_id_created_at_idx" ON "verification_snapshot"("guided_id", "created_at");

-- CreateIndex
CREATE INDEX "verification_comparison_guided_id_created_at_idx" ON "verification_comparison"("guided_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "incident_number_key" ON "incident"("number");

-- CreateIndex
CREATE INDEX "incident_system_id_started_at_idx" ON "incident"("system_id", "started_at");

-- CreateIndex
CREATE INDEX "incident_started_at_idx" ON "incident"("started_at");

-- CreateIndex
CREATE INDEX "incident_prevention_incident_id_idx" ON "incident_prevention"("incident_id");

-- CreateIndex
CREATE INDEX "incident_event_incident_id_at_idx" ON "incident_event"("incident_id", "at");

-- CreateIndex
CREATE INDEX "walkthrough_system_id_idx" ON "walkthrough"("system_id");

-- CreateIndex
CREATE INDEX "walkthrough_user_id_idx" ON "walkthrough"("user_id");

-- CreateIndex
CREATE INDEX "walkthrough_attempt_walkthrough_id_question_idx" ON "walkthrough_attempt"("walkthrough_id", "question");

-- AddForeignKey
ALTER TABLE "long_job" ADD CONSTRAINT "long_job_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drill_plan" ADD CONSTRAINT "drill_plan_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drill_plan" ADD CONSTRAINT "drill_plan_backup_target_id_fkey" FOREIGN KEY ("backup_target_id") REFERENCES "target"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drill_run" ADD CONSTRAINT "drill_run_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "drill_plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "guided_verification" ADD CONSTRAINT "guided_verification_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verification_snapshot" ADD CONSTRAINT "verification_snapshot_guided_id_fkey" FOREIGN KEY ("guided_id") REFERENCES "guided_verification"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verification_comparison" ADD CONSTRAINT "verification_comparison_guided_id_fkey" FOREIGN KEY ("guided_id") REFERENCES "guided_verification"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_prevention" ADD CONSTRAINT "incident_prevention_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_event" ADD CONSTRAINT "incident_event_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "walkthrough_note" ADD CONSTRAINT "walkthrough_note_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "walkthrough" ADD CONSTRAINT "walkthrough_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "walkthrough" ADD CONSTRAINT "walkthrough_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "walkthrough_step" ADD CONSTRAINT "walkthrough_step_walkthrough_id_fkey" FOREIGN KEY ("walkthrough_id") REFERENCES "walkthrough"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "walkthrough_attempt" ADD CONSTRAINT "walkthrough_attempt_walkthrough_id_fkey" FOREIGN KEY ("walkthrough_id") REFERENCES "walkthrough"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- Values of the columns that are one of a few words.
ALTER TABLE "long_job" ADD CONSTRAINT "long_job_kind_check" CHECK ("kind" IN ('drill', 'snapshot', 'comparison'));
ALTER TABLE "long_job" ADD CONSTRAINT "long_job_state_check" CHECK ("state" IN ('queued', 'running', 'done', 'failed', 'cancelled'));
ALTER TABLE "drill_plan" ADD CONSTRAINT "drill_plan_tier_check" CHECK ("tier" IN ('daily', 'weekly', 'monthly', 'quarterly'));
ALTER TABLE "guided_verification" ADD CONSTRAINT "guided_verification_state_check" CHECK ("state" IN ('planned', 'before-taken', 'after-taken', 'compared', 'signed', 'cancelled'));
ALTER TABLE "verification_snapshot" ADD CONSTRAINT "verification_snapshot_side_check" CHECK ("side" IN ('before', 'after', 'recheck'));
ALTER TABLE "incident" ADD CONSTRAINT "incident_detected_by_check" CHECK ("detected_by" IN ('us', 'alert', 'users'));
ALTER TABLE "incident" ADD CONSTRAINT "incident_severity_check" CHECK ("severity" IN ('critical', 'high', 'medium', 'low'));
ALTER TABLE "incident" ADD CONSTRAINT "incident_state_check" CHECK ("state" IN ('open', 'closed'));
ALTER TABLE "incident" ADD CONSTRAINT "incident_order_check" CHECK ("started_at" <= "detected_at" AND ("ended_at" IS NULL OR "started_at" <= "ended_at"));
ALTER TABLE "incident_prevention" ADD CONSTRAINT "incident_prevention_kind_check" CHECK ("kind" IN ('check', 'task', 'control', 'alert-rule'));
ALTER TABLE "incident_prevention" ADD CONSTRAINT "incident_prevention_state_check" CHECK ("state" IN ('unproven', 'proven', 'gone'));
ALTER TABLE "incident_event" ADD CONSTRAINT "incident_event_type_check" CHECK ("type" IN ('recorded', 'changed', 'comment', 'prevention-added', 'prevention-removed', 'prevention-proven', 'closed', 'reopened'));
ALTER TABLE "walkthrough" ADD CONSTRAINT "walkthrough_state_check" CHECK ("state" IN ('assigned', 'in-progress', 'waiting-for-mentor', 'completed', 'abandoned'));
ALTER TABLE "walkthrough_note" ADD CONSTRAINT "walkthrough_note_chapter_check" CHECK ("chapter" BETWEEN 1 AND 7);
ALTER TABLE "walkthrough_step" ADD CONSTRAINT "walkthrough_step_chapter_check" CHECK ("chapter" BETWEEN 1 AND 7);
ALTER TABLE "walkthrough_step" ADD CONSTRAINT "walkthrough_step_outcome_check" CHECK ("outcome" IN ('found', 'not-found', 'wrong-in-docs', 'blocked'));

-- One piece of long work at a time about one thing; workers look for what is due, which is little.
CREATE UNIQUE INDEX "long_job_subject_key" ON "long_job" ("subject_id") WHERE "state" IN ('queued', 'running');
CREATE INDEX "long_job_due_idx" ON "long_job" ("requested_at") WHERE "state" IN ('queued', 'running');
CREATE UNIQUE INDEX "walkthrough_open_key" ON "walkthrough" ("system_id", "user_id") WHERE "state" IN ('assigned', 'in-progress', 'waiting-for-mentor');

-- Facts are append-only: they go only with what they belong to, by its foreign key (depth above 0).
CREATE TRIGGER "incident_event_append_only" BEFORE UPDATE ON "incident_event" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "incident_event_no_delete" BEFORE DELETE ON "incident_event" FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "incident_event_no_truncate" BEFORE TRUNCATE ON "incident_event" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "walkthrough_attempt_append_only" BEFORE UPDATE ON "walkthrough_attempt" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "walkthrough_attempt_no_delete" BEFORE DELETE ON "walkthrough_attempt" FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "walkthrough_attempt_no_truncate" BEFORE TRUNCATE ON "walkthrough_attempt" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- What was signed stays as it was signed; only its weekly repetitions go on, with passwords that are sealed anew.
CREATE TRIGGER "guided_verification_signed" BEFORE UPDATE ON "guided_verification" FOR EACH ROW
  WHEN (OLD."signature" IS NOT NULL AND (to_jsonb(OLD) - '{recheck_at,rechecks_left,revision,created_by_id,signed_by_id,secrets}'::text[])
    IS DISTINCT FROM (to_jsonb(NEW) - '{recheck_at,rechecks_left,revision,created_by_id,signed_by_id,secrets}'::text[])) EXECUTE FUNCTION refuse_change();
-- Lines of a snapshot or comparison are written once.
CREATE TRIGGER "stored_lines_append_only" BEFORE UPDATE ON "stored_lines" FOR EACH ROW EXECUTE FUNCTION refuse_change();
