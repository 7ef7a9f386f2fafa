/** Something that runs by the clock; `when` null: it, or all that begin so, could not be read. */
export interface ScheduledWork {
  /** "/etc/cron.d/backup: pg_dump shop", "timer logrotate" */
  what: string
  when: string | null
  /** Anybody may change what is run. */
  openToAll: boolean
}
