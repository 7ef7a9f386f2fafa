import { sql } from '@/lib/db/database'

// What has ended and is of no use to anybody. Facts (runs, findings, audit) are never here.
const statements: Readonly<Record<string, string>> = {
  sessions: `delete from session where expires_at < app_now() - interval '7 days'`,
  throttles: `delete from login_throttle where window_start < app_now() - interval '1 day'
                and (blocked_until is null or blocked_until < app_now())`,
  setupLinks: `delete from setup_link where expires_at < app_now() - interval '1 day'`,
  // Reports say from them when nobody was at work.
  workers: `delete from worker where stopped_at < app_now() - interval '13 months'`,
  // What was given up stays until somebody decides.
  outbox: `delete from outbox_message where ended_at < app_now() - interval '90 days' and (state <> 'dead' or kind = 'test')`,
  // As long as the longest chart that they explain.
  changes: `delete from system_change where at < app_now() - interval '25 months'`,
  reportRequests: `delete from report_request where finished_at < app_now() - interval '90 days'`,
  batches: `delete from run_batch where requested_at < app_now() - interval '13 months'`,
}

/** Deletes expired sessions, throttles, links, worker rows, old "run now" batches and sent messages; counts by name. */
export async function cleanUp(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const [name, statement] of Object.entries(statements)) {
    counts[name] = (await sql().query(statement)).rowCount ?? 0
  }
  return counts
}
