/** Questions about a database's upkeep as its own figures answer them. */
export const databaseUpkeepControls = `
- key: database.cleanup-automatic
  question: Is the automatic clean-up switched on for every table?
  why: One table without autovacuum is enough to fill a disk or to stop all writes.
  remediation: Switch autovacuum and track_counts on for the server, and reset autovacuum_enabled where somebody turned it off for a load and forgot.
  type: choice
  choices:
    - {key: everywhere, label: "Yes, for the server and every table", outcome: pass}
    - {key: some-tables-off, label: "Off for single tables", outcome: warn, improvement: "Reset the tables' own setting, or plan a manual vacuum for them and say why."}
    - {key: off, label: "Off", outcome: fail, improvement: "Switch it on; spread the first pass over quiet hours."}
  severity: high
  evidencePolicy: none
  validForDays: 92
  dimension: database
  appliesWhen: {targetKind: [postgres]}
  answeredBy: [{check: [pg.autovacuum_off]}]

- key: database.cleanup-sufficient
  question: Does the clean-up keep up with the writes?
  why: Dead rows that pile up faster than they are removed make every query slower and the files larger.
  remediation: Give autovacuum more room (cost limit, workers) or a lower scale factor on the tables that are named; plan a manual VACUUM ANALYZE after large loads.
  type: choice
  choices:
    - {key: keeps-up, label: "Yes, dead rows stay a small part of every table", outcome: pass}
    - {key: behind, label: "Some tables lag behind", outcome: warn, improvement: "Lower the scale factor on these tables."}
    - {key: far-behind, label: "No, tables grow with dead rows", outcome: fail, improvement: "Vacuum the worst tables in a quiet hour, then change their settings."}
  severity: high
  evidencePolicy: none
  validForDays: 92
  dimension: database
  appliesWhen: {targetKind: [postgres]}
  proofOf: database.cleanup-automatic
  answeredBy: [{check: [pg.dead_tuples, pg.autovacuum_due]}]

- key: database.cleanup-reaches-all
  question: Has every table that needed it been cleaned up at least once?
  why: A table that the clean-up never reached is where it will be missed first.
  remediation: Vacuum the tables that are named once by hand, then find out why their turn never came – a lock, a setting, or too few workers.
  type: choice
  choices:
    - {key: all, label: "Yes, every one", outcome: pass}
    - {key: some-never, label: "Some never were", outcome: warn, improvement: "Vacuum them once and see whether they get their turn then."}
    - {key: many-never, label: "Many never were", outcome: fail, improvement: "Look for what keeps the clean-up from running at all."}
  severity: low
  evidencePolicy: none
  validForDays: 92
  dimension: database
  appliesWhen: {targetKind: [postgres]}
  answeredBy: [{check: [pg.never_vacuumed]}]

- key: database.cleanup-unhindered
  question: Is nothing holding the clean-up back?
  why: A forgotten transaction, a dead replication slot or a prepared transaction keeps old rows alive for everybody.
  remediation: End the session, drop the slot or roll back the prepared transaction that is named; set idle_in_transaction_session_timeout so that it ends by itself next time.
  type: choice
  choices:
    - {key: free, label: "Yes, transactions are short and no slot lags", outcome: pass}
    - {key: at-times, label: "Something begins to hold it back", outcome: warn, improvement: "Find whose transactions they are and shorten them."}
    - {key: held, label: "No, it is held back now", outcome: fail, improvement: "Remove the holder today; dead rows grow until then."}
  severity: high
  evidencePolicy: none
  validForDays: 92
  dimension: database
  appliesWhen: {targetKind: [postgres]}
  answeredBy: [{check: [pg.long_transaction, pg.idle_in_transaction, pg.xmin_horizon]}]

- key: database.statistics-current
  question: Does the planner know the data as they are today?
  why: With old statistics a query that took milliseconds can take minutes, without any change of code.
  remediation: Run ANALYZE on the tables that are named, also on partitioned parents, and lower their analyze scale factor.
  type: choice
  choices:
    - {key: current, label: "Yes, statistics follow the data", outcome: pass}
    - {key: ageing, label: "Some tables changed a lot since the last ANALYZE", outcome: warn, improvement: "Analyse them now and more often."}
    - {key: outdated, label: "No, they describe other data", outcome: fail, improvement: "ANALYZE today; add it after bulk loads."}
  severity: medium
  evidencePolicy: none
  validForDays: 92
  dimension: database
  appliesWhen: {targetKind: [postgres]}
  answeredBy: [{check: [pg.stale_stats]}]

- key: database.limits-far
  question: Are transaction ids and sequences far from their last number?
  why: At the end of either the database refuses writes, and the way back takes hours.
  remediation: Let VACUUM FREEZE finish on the oldest tables after removing what holds it back; widen columns whose sequence nears its end to bigint.
  type: choice
  choices:
    - {key: far, label: "Yes, far away", outcome: pass}
    - {key: nearer, label: "One of them is past the warning line", outcome: warn, improvement: "Plan the freeze or the wider column before it is urgent."}
    - {key: near, label: "One is close to its end", outcome: fail, improvement: "Act today: this ends in an outage on a date that can be computed."}
  severity: critical
  evidencePolicy: none
  validForDays: 92
  dimension: database
  appliesWhen: {targetKind: [postgres]}
  answeredBy: [{check: [pg.wraparound, pg.sequence_exhaustion]}]

- key: database.indexes-sound
  question: Can every index be used, and does every unique one hold?
  why: A broken index costs writes and helps nobody; a unique one that is invalid lets duplicates in.
  remediation: Rebuild with REINDEX CONCURRENTLY, or drop the remains of an interrupted build; look for duplicates first where the index is unique.
  type: choice
  choices:
    - {key: sound, label: "Yes, all are valid", outcome: pass}
    - {key: leftovers, label: "Remains of interrupted builds are there", outcome: warn, improvement: "Drop or rebuild them concurrently."}
    - {key: broken, label: "An index that should protect or speed something up is invalid", outcome: fail, improvement: "Look for duplicates, then rebuild it."}
  severity: high
  evidencePolicy: none
  validForDays: 92
  dimension: data-integrity
  appliesWhen: {targetKind: [postgres]}
  answeredBy: [{check: [pg.invalid_indexes]}]

- key: database.settings-safe
  question: Are all settings that protect data as they should be?
  why: Settings such as fsync are switched off for one import and lose data at the next power cut.
  remediation: Put back the settings that are named, reload or restart, and find out who changed them and why.
  type: choice
  choices:
    - {key: safe, label: "Yes, nothing trades safety for speed", outcome: pass}
    - {key: weakened, label: "Some are weaker than they should be", outcome: warn, improvement: "Put them back, or write down why this system may lose a little."}
    - {key: dangerous, label: "No, data could be lost or damaged", outcome: fail, improvement: "Put them back today; verify the data if the server crashed since."}
  severity: critical
  evidencePolicy: none
  validForDays: 92
  dimension: data-integrity
  appliesWhen: {targetKind: [postgres]}
  answeredBy: [{check: [pg.settings_risky]}]

- key: database.version-supported
  question: Does the database server run a supported release with its latest fixes?
  why: Each minor release closes holes and data-damaging faults; after the end of support nobody closes them.
  remediation: Install the newest minor release in the next quiet window; plan a major upgrade half a year before support ends, rehearsed on a restored backup.
  type: choice
  choices:
    - {key: latest, label: "Yes, supported and on the latest minor release", outcome: pass}
    - {key: behind, label: "Supported, but behind or near its end", outcome: warn, improvement: "Put the update or upgrade on the calendar."}
    - {key: unsupported, label: "No longer supported", outcome: fail, improvement: "Start the upgrade: rehearse it on a restored backup this month."}
  severity: high
  evidencePolicy: none
  validForDays: 92
  dimension: security
  appliesWhen: {targetKind: [postgres]}
  answeredBy: [{check: [pg.version]}]
`
