/** A checklist that uses every field of the format; docs/checklists.md shows it, and a test reads it. */
export const exampleChecklist = `# One file holds one checklist.
key: backup-basics
title: Backup basics
purpose: Whether what is lost tonight can be brought back tomorrow.
occasion: quarterly
appliesTo: [database, backup]
controls:
  - key: backup.made
    area: Backups
    question: Is the newest backup younger than a day?
    why: An old backup loses everything since.
    remediation: Look at the log of last night, then run the job again.
    type: number
    threshold: {unit: h, worse: higher, warn: 26, fail: 50}
    severity: critical
    evidencePolicy: none
    validForDays: 7
    dimension: backup
    answeredBy: [{check: [bk.age]}]

  - key: backup.brought-back
    area: Backups
    question: When was a backup last brought back to life?
    why: Only a restore shows that a backup is one.
    remediation: Restore the newest backup on another machine and count its rows.
    type: choice
    choices:
      - {key: this-quarter, label: Within 90 days, outcome: pass}
      - {key: this-year, label: Within a year, outcome: warn, improvement: Plan one for this quarter.}
      - {key: never, label: Never, outcome: fail, improvement: Begin with the smallest database.}
    severity: critical
    evidencePolicy: required
    validForDays: 90
    dimension: backup
    proofOf: backup.made
    answeredBy: [{fact: drills.proven}, {task: [common.restore-test]}]

  - key: backup.off-site
    area: Places
    question: Does a copy lie in another building?
    why: Fire takes the disks and the backups beside them.
    remediation: Copy the backups to another provider every night.
    type: boolean
    severity: high
    evidencePolicy: optional
    validForDays: 180
    dimension: backup
    appliesWhen: {criticality: [critical, high], environment: [production]}

  - key: backup.who-is-called
    area: People
    question: Who brings it back when the one who usually does is away?
    why: What one person can do is done on weekdays.
    remediation: Let somebody else do the next restore.
    type: text
    severity: medium
    evidencePolicy: optional
    validForDays: 365
    dimension: ownership
`
