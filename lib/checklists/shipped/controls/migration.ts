/** Questions after a migration: was everything moved, not only what is easy to count? */
export const migrationControls = `
- key: migration.records-match
  question: Do the records match – every table there, counts equal, newest rows present?
  why: A copy that stopped in the middle answers most queries.
  remediation: Count rows per table on both sides, compare the newest row of the busiest tables, and record the comparison under the proofs of this system.
  type: choice
  choices:
    - {key: match, label: "Yes, counted on both sides", outcome: pass}
    - {key: partly, label: "Compared in part", outcome: warn, improvement: "Count the remaining tables."}
    - {key: missing, label: "Records are missing", outcome: fail, improvement: "Stop writes to what is incomplete and copy the rest before they diverge."}
    - {key: not-compared, label: "Not compared", outcome: fail, improvement: "Count today, while the old side still exists."}
  severity: critical
  evidencePolicy: required
  validForDays: 365
  dimension: data-integrity
  answeredBy: [{fact: verification.records}]

- key: migration.files-exist
  question: Does every file that a record names exist where the system looks for it?
  why: Everything looks healthy until somebody opens the one that was left behind.
  remediation: Take the paths from the database, test each on the new disk, and list those that are missing – uploads, generated documents, thumbnails, exports.
  type: choice
  choices:
    - {key: all, label: "Yes, each path was tested", outcome: pass}
    - {key: no-files, label: "No record names a file", outcome: pass}
    - {key: sampled, label: "Only a sample was tested", outcome: warn, improvement: "Test all; a machine does it in minutes."}
    - {key: missing, label: "Some are missing", outcome: fail, improvement: "Copy them from the old side before it is switched off."}
    - {key: not-tested, label: "Not tested", outcome: fail, improvement: "Test before the old side is switched off."}
  severity: critical
  evidencePolicy: required
  validForDays: 365
  dimension: data-integrity
  answeredBy: [{fact: verification.files}]

- key: migration.both-sides-named
  question: What lives in two places here – in the database and as a file – and were both moved together?
  why: The usual loss of a migration is the half that was not in the database.
  remediation: Name each kind of such content with its table and its folder, and compare the two counts after every move and restore.
  type: text
  severity: high
  evidencePolicy: optional
  validForDays: 365
  dimension: data-integrity

- key: migration.volumes-mounted
  question: Is every volume mounted where the processes expect it, with the right rights, also after a restart?
  why: A missing mount leaves an empty folder, and the system writes into it without complaint.
  remediation: Restart once, look from inside each container at each path, write and read a file there, and compare the free space with the volume's.
  type: choice
  choices:
    - {key: verified, label: "Yes, each was looked at from inside", outcome: pass}
    - {key: no-volumes, label: "There are no volumes", outcome: pass}
    - {key: before-restart, label: "Yes, but nothing was restarted since", outcome: warn, improvement: "Restart once in a quiet hour."}
    - {key: wrong, label: "One is missing, empty or read-only", outcome: fail, improvement: "Stop what writes there first, or new data land in the wrong place."}
    - {key: not-looked, label: "Not looked at", outcome: fail, improvement: "Look from inside each container."}
  severity: high
  evidencePolicy: required
  validForDays: 365
  dimension: data-integrity
  answeredBy: [{fact: verification.volumes}]

- key: migration.dependencies-reachable
  question: Can the system reach everything outside that it needs – APIs, mail, storage – from where it now runs?
  why: A firewall or an allow-list knows the old address, and the call that needs it may come once a month.
  remediation: Go through the configured addresses one by one from the new place, and call each once with the system's own credentials.
  type: choice
  choices:
    - {key: all, label: "Yes, each was called from the new place", outcome: pass}
    - {key: needs-nothing, label: "It needs nothing outside", outcome: pass}
    - {key: some, label: "The important ones were", outcome: warn, improvement: "Call the rest; the rare ones are the trap."}
    - {key: unreachable, label: "One is not reachable", outcome: fail, improvement: "Ask for the new address to be allowed."}
    - {key: not-tried, label: "Not tried", outcome: fail, improvement: "Take the addresses from the configuration and call each."}
  severity: high
  evidencePolicy: required
  validForDays: 365
  dimension: dependencies
  answeredBy: [{fact: verification.dependencies}]

- key: migration.jobs-run
  question: Did every background job run to its end once since the move, with access to all it needs?
  why: Workers and nightly jobs have their own paths, rights and secrets, and nobody looks at night.
  remediation: List all jobs and workers, start each once by hand or wait for its turn, and look at what it produced.
  type: choice
  choices:
    - {key: all, label: "Yes, each was seen to finish", outcome: pass}
    - {key: no-jobs, label: "There are no background jobs", outcome: pass}
    - {key: some, label: "Some; the rare ones not yet", outcome: warn, improvement: "Start the rare ones by hand."}
    - {key: failing, label: "One fails", outcome: fail, improvement: "Repair its access before its next turn."}
    - {key: not-looked, label: "Not looked at", outcome: fail, improvement: "List the jobs and their last success."}
  severity: high
  evidencePolicy: required
  validForDays: 365
  dimension: service-health
  answeredBy: [{fact: verification.jobs}]
`
