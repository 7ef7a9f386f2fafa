/** Questions about databases that a person answers: schedule, bloat, indexes, other products, orphan rows. */
export const databaseControls = `
- key: database.maintenance-scheduled
  question: Is maintenance planned for every rhythm that this system needs?
  why: What is not on a calendar is done after the incident.
  remediation: Add the starter tasks of this kind of system, daily to quarterly, give each an owner, and pause those that do not fit with a reason.
  type: choice
  choices:
    - {key: all-rhythms, label: "Yes, daily to quarterly, each with an owner", outcome: pass}
    - {key: gaps, label: "Partly, some rhythms are missing", outcome: warn, improvement: "Add the starter tasks of the missing rhythm."}
    - {key: none, label: "Nothing is planned", outcome: fail, improvement: "Add the starter set and adapt it in a quarter of an hour."}
    - {key: defaults-only, label: "Only what the software does by itself", outcome: fail, improvement: "Decide for each starter task whether the software really does it."}
  severity: high
  evidencePolicy: none
  validForDays: 180
  dimension: maintenance
  answeredBy: [{fact: tasks.planned}]

- key: database.write-pattern-known
  question: Do you know which tables or collections are written most, and does their upkeep fit that?
  why: Default settings fit the average table; the busiest ones are where upkeep falls behind first.
  remediation: List the tables by rows changed in a week, write the top five into the runbook, and give them their own settings or a manual pass.
  type: choice
  choices:
    - {key: tuned, label: "Yes, looked at regularly and set up for it", outcome: pass}
    - {key: no-database, label: "There is no database here", outcome: pass}
    - {key: known, label: "Known, but all run on defaults", outcome: warn, improvement: "Lower thresholds for the busiest ones."}
    - {key: unknown-tables, label: "No, never looked", outcome: fail, improvement: "Read the write counters of one week."}
  severity: medium
  evidencePolicy: optional
  validForDays: 180
  dimension: database
  answeredBy: [{task: [postgres.write-churn]}]

- key: database.bloat-noticed
  question: How would you notice that tables or files hold more dead than living space?
  why: Bloat is cheap to prevent and takes a lock or a second disk to remove.
  remediation: Watch dead rows and free space per table with a check; reclaim space with a full rebuild only in a window, after its cause is gone.
  type: choice
  choices:
    - {key: watched, label: "A check tells us, table by table", outcome: pass}
    - {key: no-database, label: "There is no database here", outcome: pass}
    - {key: by-hand, label: "Somebody looks on a schedule", outcome: warn, improvement: "Let a check look every few minutes instead."}
    - {key: when-slow, label: "When queries get slow or the disk is full", outcome: fail, improvement: "Add the dead-rows check of the database."}
  severity: medium
  evidencePolicy: none
  validForDays: 180
  dimension: database
  answeredBy: [{fact: bloat.watched}]

- key: database.index-care
  question: Is there a plan for indexes, to rebuild bloated ones and to drop unused ones?
  why: Indexes bloat after mass deletes, break in interrupted builds and cost each write even if nobody reads them.
  remediation: Look once a month at size, use and validity; rebuild concurrently after bulk deletes and schema changes; drop what no query used in a quarter.
  type: choice
  choices:
    - {key: regular, label: "Yes, looked at on a schedule and rebuilt where it pays", outcome: pass}
    - {key: no-database, label: "There is no database here", outcome: pass}
    - {key: occasional, label: "After large changes, if somebody thinks of it", outcome: warn, improvement: "Put it on the monthly list."}
    - {key: none, label: "No", outcome: fail, improvement: "Add the monthly index task of the starter set."}
  severity: medium
  evidencePolicy: none
  validForDays: 180
  dimension: database
  answeredBy: [{task: [postgres.reindex]}]

- key: database.product-upkeep
  question: Is the upkeep that this particular database product asks for known and scheduled?
  why: Every product has its own – log purging, compaction, key expiry – and nothing reminds you but the outage.
  remediation: Take the starter set of the product (PostgreSQL, MySQL or MariaDB, MongoDB, Redis, SQLite); for another one, read its operations manual for what grows and what goes stale, and add tasks.
  type: choice
  choices:
    - {key: scheduled, label: "Yes, and each piece is a task or a check", outcome: pass}
    - {key: no-database, label: "There is no database here", outcome: pass}
    - {key: known, label: "Known, but done from memory", outcome: warn, improvement: "Turn it into tasks."}
    - {key: unclear, label: "Not sure what it needs", outcome: fail, improvement: "Begin with the starter set of the product."}
  severity: medium
  evidencePolicy: none
  validForDays: 365
  dimension: database

- key: integrity.expected-counts
  question: Does something compare the number of records with what must be there?
  why: A job that silently imports nothing leaves every service healthy and the data wrong.
  remediation: Choose two or three numbers that are never zero on a working day (orders, logins, imports) and check them daily against the same day last week.
  type: choice
  choices:
    - {key: automatic, label: "Yes, automatically, with limits", outcome: pass}
    - {key: no-data, label: "The system keeps no records", outcome: pass}
    - {key: by-hand, label: "Somebody looks at the numbers", outcome: warn, improvement: "Write down the limit and let a machine look."}
    - {key: no, label: "No", outcome: fail, improvement: "Begin with the one count that people would miss first."}
  severity: medium
  evidencePolicy: optional
  validForDays: 180
  dimension: data-integrity

- key: integrity.orphans
  question: Are records without their counterpart found – rows without parent, files without row, rows without file?
  why: Orphans accumulate, cost space and hide the bug that makes them.
  remediation: Declare foreign keys where they are missing, and count the rest monthly – files on disk against rows that name them, in both directions.
  type: choice
  choices:
    - {key: counted, label: "Yes, constraints or a regular count in both directions", outcome: pass}
    - {key: impossible, label: "It cannot happen here: one store, all keys enforced", outcome: pass}
    - {key: partly, label: "In one direction, or only in the database", outcome: warn, improvement: "Count the other direction as well."}
    - {key: no, label: "No", outcome: fail, improvement: "Count once by hand; the first number decides how urgent it is."}
  severity: medium
  evidencePolicy: optional
  validForDays: 180
  dimension: data-integrity
`
