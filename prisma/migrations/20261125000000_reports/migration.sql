-- Capacity, changes, weekly reports, their delivery and its outbox.

-- AlterTable
ALTER TABLE "app_user" ADD COLUMN     "landing" TEXT NOT NULL DEFAULT 'role';
ALTER TABLE "app_user" ADD COLUMN     "today_read_at" TIMESTAMPTZ(3);
ALTER TABLE "app_user" ADD COLUMN     "today_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "run_hour" ADD COLUMN     "missed" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "missed_since" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "observation" (
    "check_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "unseen" JSONB NOT NULL DEFAULT '{}',
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "observation_pkey" PRIMARY KEY ("check_id")
);

-- CreateTable
CREATE TABLE "system_change" (
    "id" UUID NOT NULL,
    "system_id" UUID NOT NULL,
    "check_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_before" TIMESTAMPTZ(3) NOT NULL,
    "place" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "in_window" BOOLEAN NOT NULL,
    "expectation" TEXT NOT NULL,
    "announcement_id" UUID,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by_id" UUID,
    "acknowledgement" TEXT,

    CONSTRAINT "system_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change_announcement" (
    "id" UUID NOT NULL,
    "system_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "change_announcement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "capacity_forecast" (
    "check_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "system_id" UUID NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,
    "resource" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "value" DOUBLE PRECISION,
    "unit" TEXT,
    "limit_value" DOUBLE PRECISION,
    "limit_label" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "growth_per_week" DOUBLE PRECISION,
    "earliest" TIMESTAMPTZ(3),
    "middle" TIMESTAMPTZ(3),
    "latest" TIMESTAMPTZ(3),
    "history_days" DOUBLE PRECISION NOT NULL,
    "needed_days" DOUBLE PRECISION NOT NULL,
    "method" TEXT NOT NULL,
    "explanation" TEXT NOT NULL,
    "path" JSONB NOT NULL,
    "newest" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "capacity_forecast_pkey" PRIMARY KEY ("check_id","key","computed_at")
);

-- CreateTable
CREATE TABLE "report" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "team_id" UUID,
    "team_name" TEXT,
    "week" TEXT,
    "period_from" TIMESTAMPTZ(3) NOT NULL,
    "period_to" TIMESTAMPTZ(3) NOT NULL,
    "zone" TEXT NOT NULL,
    "schema_version" INTEGER NOT NULL,
    "payload" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "numbers" JSONB NOT NULL,
    "built_at" TIMESTAMPTZ(3) NOT NULL,
    "build_ms" INTEGER NOT NULL,
    "requested_by_id" UUID,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_request" (
    "id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "team_id" UUID,
    "period_from" TIMESTAMPTZ(3) NOT NULL,
    "period_to" TIMESTAMPTZ(3) NOT NULL,
    "zone" TEXT NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "report_id" UUID,
    "fault" TEXT,

    CONSTRAINT "report_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_subscription" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "team_id" UUID,
    "timing" TEXT NOT NULL,
    "weekday" INTEGER NOT NULL,
    "minute_of_day" INTEGER NOT NULL,
    "zone" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_delivery" (
    "id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "report_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_share" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "opened_count" INTEGER NOT NULL DEFAULT 0,
    "opened_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_share_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reference" UUID NOT NULL,
    "identity" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "fence" BIGINT NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "response" TEXT,

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_outage" (
    "channel" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "error" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 1,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outbox_outage_pkey" PRIMARY KEY ("channel")
);

-- CreateIndex
CREATE INDEX "system_change_system_id_at_idx" ON "system_change"("system_id", "at");

-- CreateIndex
CREATE INDEX "system_change_at_idx" ON "system_change"("at");

-- CreateIndex
CREATE INDEX "change_announcement_system_id_starts_at_idx" ON "change_announcement"("system_id", "starts_at");

-- CreateIndex
CREATE INDEX "capacity_forecast_day_idx" ON "capacity_forecast"("day");

-- CreateIndex
CREATE INDEX "capacity_forecast_system_id_day_idx" ON "capacity_forecast"("system_id", "day");

-- CreateIndex
CREATE INDEX "report_period_to_idx" ON "report"("period_to");

-- CreateIndex
CREATE INDEX "report_request_requested_at_idx" ON "report_request"("requested_at");

-- CreateIndex
CREATE UNIQUE INDEX "report_subscription_token_key" ON "report_subscription"("token");

-- CreateIndex
CREATE INDEX "report_subscription_user_id_idx" ON "report_subscription"("user_id");

-- CreateIndex
CREATE INDEX "report_delivery_report_id_idx" ON "report_delivery"("report_id");

-- CreateIndex
CREATE UNIQUE INDEX "report_delivery_subscription_id_report_id_key" ON "report_delivery"("subscription_id", "report_id");

-- CreateIndex
CREATE UNIQUE INDEX "report_share_token_hash_key" ON "report_share"("token_hash");

-- CreateIndex
CREATE INDEX "report_share_report_id_idx" ON "report_share"("report_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_message_identity_key" ON "outbox_message"("identity");

-- CreateIndex
CREATE INDEX "outbox_message_reference_idx" ON "outbox_message"("reference");

-- AddForeignKey
ALTER TABLE "system_change" ADD CONSTRAINT "system_change_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "system_change" ADD CONSTRAINT "system_change_announcement_id_fkey" FOREIGN KEY ("announcement_id") REFERENCES "change_announcement"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change_announcement" ADD CONSTRAINT "change_announcement_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "capacity_forecast" ADD CONSTRAINT "capacity_forecast_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_subscription" ADD CONSTRAINT "report_subscription_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_subscription" ADD CONSTRAINT "report_subscription_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_delivery" ADD CONSTRAINT "report_delivery_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "report_subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_delivery" ADD CONSTRAINT "report_delivery_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_share" ADD CONSTRAINT "report_share_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A check's last observation goes with the check.
ALTER TABLE "observation" ADD CONSTRAINT "observation_check_id_fkey" FOREIGN KEY ("check_id") REFERENCES "check"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Values of the columns that are one of a few words.
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_landing_check" CHECK ("landing" IN ('role', 'today', 'report', 'fleet'));
ALTER TABLE "system_change" ADD CONSTRAINT "system_change_subject_check" CHECK ("subject" IN ('version', 'setting', 'extension', 'role', 'schema', 'certificate', 'dns', 'schedule', 'port', 'package', 'restart'));
ALTER TABLE "system_change" ADD CONSTRAINT "system_change_kind_check" CHECK ("kind" IN ('added', 'removed', 'changed'));
ALTER TABLE "system_change" ADD CONSTRAINT "system_change_expectation_check" CHECK ("expectation" IN ('announced', 'maintenance-window', 'unexpected'));
ALTER TABLE "change_announcement" ADD CONSTRAINT "change_announcement_kind_check" CHECK ("kind" IN ('deploy', 'upgrade', 'configuration', 'certificate', 'other'));
ALTER TABLE "change_announcement" ADD CONSTRAINT "change_announcement_order_check" CHECK ("starts_at" < "ends_at");
ALTER TABLE "capacity_forecast" ADD CONSTRAINT "capacity_forecast_measure_check" CHECK ("measure" IN ('disk', 'inodes', 'memory', 'connections', 'file-descriptors', 'sequence', 'wraparound', 'certificate', 'backup-size', 'table-growth', 'other'));
ALTER TABLE "capacity_forecast" ADD CONSTRAINT "capacity_forecast_status_check" CHECK ("status" IN ('reaches', 'steady', 'away', 'reached', 'too-little-history', 'no-data'));
ALTER TABLE "capacity_forecast" ADD CONSTRAINT "capacity_forecast_direction_check" CHECK ("direction" IN ('up', 'down'));
ALTER TABLE "report" ADD CONSTRAINT "report_kind_check" CHECK ("kind" IN ('weekly', 'on-demand') AND ("kind" = 'weekly') = ("week" IS NOT NULL));
ALTER TABLE "report" ADD CONSTRAINT "report_scope_check" CHECK ("scope" IN ('instance', 'team'));
ALTER TABLE "report" ADD CONSTRAINT "report_order_check" CHECK ("period_from" < "period_to");
ALTER TABLE "report_request" ADD CONSTRAINT "report_request_scope_check" CHECK ("scope" IN ('instance', 'team') AND ("scope" = 'team') = ("team_id" IS NOT NULL));
ALTER TABLE "report_request" ADD CONSTRAINT "report_request_order_check" CHECK ("period_from" < "period_to");
ALTER TABLE "report_subscription" ADD CONSTRAINT "report_subscription_scope_check" CHECK ("scope" IN ('instance', 'team') AND ("scope" = 'team') = ("team_id" IS NOT NULL));
ALTER TABLE "report_subscription" ADD CONSTRAINT "report_subscription_timing_check" CHECK ("timing" IN ('scheduled', 'when-built'));
ALTER TABLE "report_subscription" ADD CONSTRAINT "report_subscription_time_check" CHECK ("weekday" BETWEEN 1 AND 7 AND "minute_of_day" BETWEEN 0 AND 1439);
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_channel_check" CHECK ("channel" IN ('mail'));
ALTER TABLE "outbox_outage" ADD CONSTRAINT "outbox_outage_channel_check" CHECK ("channel" IN ('mail'));
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_kind_check" CHECK ("kind" IN ('report', 'test'));
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_state_check" CHECK ("state" IN ('pending', 'sending', 'delivered', 'dead', 'cancelled'));

-- One weekly report per scope and week, also when two workers build it; one subscription per person and scope.
CREATE UNIQUE INDEX "report_weekly_instance_key" ON "report" ("week") WHERE "scope" = 'instance' AND "kind" = 'weekly';
CREATE UNIQUE INDEX "report_weekly_team_key" ON "report" ("team_id", "week") WHERE "scope" = 'team' AND "kind" = 'weekly';
CREATE UNIQUE INDEX "report_subscription_instance_key" ON "report_subscription" ("user_id") WHERE "scope" = 'instance' AND "ended_at" IS NULL;
CREATE UNIQUE INDEX "report_subscription_team_key" ON "report_subscription" ("user_id", "team_id") WHERE "scope" = 'team' AND "ended_at" IS NULL;
-- The sender looks for what is due; that is little, however much was ever sent.
CREATE INDEX "outbox_message_due_idx" ON "outbox_message" ("next_attempt_at") WHERE "state" IN ('pending', 'sending');
-- Slots that nobody executed are few among the hours.
CREATE INDEX "run_hour_missed_idx" ON "run_hour" ("at") WHERE "missed" > 0;
CREATE INDEX "outbox_message_ended_idx" ON "outbox_message" ("ended_at") WHERE "ended_at" IS NOT NULL;
CREATE INDEX "system_change_open_idx" ON "system_change" ("at") WHERE "expectation" = 'unexpected' AND "acknowledged_at" IS NULL;

-- One newest forecast of each series: what pages read, however much history lies beside it.
CREATE UNIQUE INDEX "capacity_forecast_newest_key" ON "capacity_forecast" ("check_id", "key") WHERE "newest";
CREATE INDEX "capacity_forecast_newest_system_idx" ON "capacity_forecast" ("system_id") WHERE "newest";

-- Facts are append-only: they go only with what they belong to, by its foreign key (depth above 0).
CREATE TRIGGER "report_append_only" BEFORE UPDATE ON "report" FOR EACH ROW
  WHEN ((to_jsonb(OLD) - 'team_id') IS DISTINCT FROM (to_jsonb(NEW) - 'team_id')) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "report_no_delete" BEFORE DELETE ON "report" FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "report_no_truncate" BEFORE TRUNCATE ON "report" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- A change was seen or it was not; whether it was announced, and who looked at it, may be learned later.
CREATE TRIGGER "system_change_immutable" BEFORE UPDATE ON "system_change" FOR EACH ROW
  WHEN ((to_jsonb(OLD) - '{expectation,announcement_id,acknowledged_at,acknowledged_by_id,acknowledgement}'::text[])
    IS DISTINCT FROM (to_jsonb(NEW) - '{expectation,announcement_id,acknowledged_at,acknowledged_by_id,acknowledgement}'::text[])) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "system_change_no_truncate" BEFORE TRUNCATE ON "system_change" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
