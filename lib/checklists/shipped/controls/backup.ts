/** Questions about backups: that they are made, complete, kept long enough, and can be restored. */
export const backupControls = `
- key: backup.runs
  question: Is the newest backup recent enough for what may be lost?
  why: When the data go, everything since the newest backup goes with them.
  remediation: Make a backup now, repair what stopped the schedule, and set the expected age on the backup check to the data loss that was agreed (RPO).
  type: choice
  choices:
    - {key: recent, label: "Yes, younger than the agreed limit", outcome: pass}
    - {key: nothing-to-lose, label: "Nothing here holds data that could be lost", outcome: pass}
    - {key: late, label: "There is one, but it is late", outcome: warn, improvement: "Find out why the last one did not come, and let a check report it before the limit is reached."}
    - {key: too-old, label: "None that is recent enough to rely on", outcome: fail, improvement: "Make one now; then repair the schedule and watch its age."}
    - {key: partial, label: "Only part of the data is in it", outcome: fail, improvement: "Add what is missing: files, uploads, keys, roles, the second database."}
  severity: critical
  evidencePolicy: optional
  validForDays: 30
  dimension: backup
  answeredBy: [{check: [bk.age]}]

- key: backup.size-plausible
  question: Does the newest backup have the size that the ones before it lead to expect?
  why: An empty or halved file is the usual face of a backup that broke without an error.
  remediation: Read the log of the backup job, list the archive's content, and compare it with an older one. Make it again before the older ones expire.
  type: choice
  choices:
    - {key: as-expected, label: "Yes, not empty and without a jump that nobody can explain", outcome: pass}
    - {key: odd, label: "It differs more than the data explain", outcome: warn, improvement: "Compare its table of contents with the one before, and write down the cause."}
    - {key: empty, label: "It is empty or far too small", outcome: fail, improvement: "Treat it as no backup: find the cause, make a new one, check its size."}
    - {key: nobody-looks, label: "Nobody compares sizes", outcome: fail, improvement: "Add the size check to the place where the backups lie."}
  severity: high
  evidencePolicy: optional
  validForDays: 30
  dimension: backup
  answeredBy: [{check: [bk.size]}]

- key: backup.restore-tested
  question: When was a backup last restored and its content compared?
  why: A backup is a promise; only a restore with counted rows shows that it is kept.
  remediation: Restore the newest backup into an empty place, compare row counts with the source, and record level, duration and counts under the proofs of this system. If that cannot happen today, put it on the calendar today.
  type: choice
  choices:
    - {key: recently, label: "Recently, and its content was queried", outcome: pass}
    - {key: nothing-to-restore, label: "Nothing here holds data that would have to be restored", outcome: pass}
    - {key: only-listed, label: "The archive was only listed or loaded, nothing was compared", outcome: warn, improvement: "Query the restored copy: counts of the largest tables, the newest row, one known order."}
    - {key: failed, label: "Recently, and it failed", outcome: fail, improvement: "Find out why while the original still exists; then try again."}
    - {key: too-long-ago, label: "Too long ago, or never", outcome: fail, improvement: "Restore the newest backup this week and record it."}
  severity: critical
  evidencePolicy: required
  validForDays: 90
  dimension: backup
  proofOf: backup.runs
  answeredBy: [{fact: drills.proven}]

- key: backup.restore-in-time
  question: Did the last restore finish within the time that was agreed?
  why: A restore that takes nine hours is no answer to an outage that may take one.
  remediation: Measure the next restore from the decision to the first answered query; shorten it (parallel jobs, nearer storage, a standby), or agree on a longer time.
  type: choice
  choices:
    - {key: within, label: "Yes, with time to spare", outcome: pass}
    - {key: close, label: "Just about", outcome: warn, improvement: "The data grow: shorten the restore before it no longer fits."}
    - {key: longer, label: "No, it took longer", outcome: fail, improvement: "Shorten the restore or agree on what is realistic."}
    - {key: never-measured, label: "Nobody measured it, or nothing was agreed", outcome: fail, improvement: "Write the agreed time (RTO) into the system's facts and record a restore with its duration."}
  severity: medium
  evidencePolicy: optional
  validForDays: 180
  dimension: backup
  answeredBy: [{fact: drills.rto}]

- key: backup.loss-within-goal
  question: If the data were gone now, would the loss stay within what was agreed?
  why: An age that nobody agreed on is neither good nor bad until the day it matters.
  remediation: Agree on the tolerable loss with the people who use the system, write it into its facts (RPO), and set the backup schedule to half of it.
  type: choice
  choices:
    - {key: within, label: "Yes, and the limit was agreed", outcome: pass}
    - {key: nothing-to-lose, label: "Nothing here holds data that could be lost", outcome: pass}
    - {key: close, label: "Just about", outcome: warn, improvement: "Make backups more often than the limit asks."}
    - {key: beyond, label: "No, more would be lost", outcome: fail, improvement: "Shorten the schedule, or archive changes continuously."}
    - {key: not-agreed, label: "No limit was ever agreed", outcome: fail, improvement: "Ask those who use the system what they can enter again by hand."}
  severity: high
  evidencePolicy: none
  validForDays: 90
  dimension: backup
  answeredBy: [{fact: backups.rpo}]

- key: backup.copies
  question: How many copies exist, and would one survive the loss of the whole site or account?
  why: Fire, a deleted cloud account and ransomware take everything that hangs together.
  remediation: Keep three copies on two kinds of storage, one of them elsewhere and out of reach of the credentials that the system itself uses.
  type: choice
  choices:
    - {key: three-two-one, label: "Three, on two kinds of storage, one elsewhere under other credentials", outcome: pass}
    - {key: nothing-to-lose, label: "Nothing here holds data that could be lost", outcome: pass}
    - {key: elsewhere-same-login, label: "One is elsewhere, but the same login can delete all", outcome: warn, improvement: "Separate the credentials, or make the far copy immutable."}
    - {key: same-place, label: "Several, all in one place", outcome: fail, improvement: "Add a copy in another site or account."}
    - {key: one, label: "One, beside the original", outcome: fail, improvement: "Copy it to another machine today; to another site this month."}
  severity: high
  evidencePolicy: optional
  validForDays: 180
  dimension: backup

- key: backup.retention
  question: How far back could you restore, and was that chosen?
  why: Damage is often noticed weeks later; by then a short retention holds only damaged copies.
  remediation: Decide how many daily, weekly and monthly copies are kept, write down why, and compare the folder with the decision once a quarter.
  type: choice
  choices:
    - {key: chosen-and-checked, label: "Chosen, written down, and compared with what is there", outcome: pass}
    - {key: nothing-to-lose, label: "Nothing here holds data that could be lost", outcome: pass}
    - {key: chosen, label: "Chosen, but nobody compares", outcome: warn, improvement: "List the oldest copy of each kind once a quarter."}
    - {key: by-chance, label: "As far as the disk happens to reach", outcome: fail, improvement: "Choose numbers of daily, weekly and monthly copies, and prune by them."}
  severity: medium
  evidencePolicy: optional
  validForDays: 180
  dimension: backup
`
