/** Questions about maintenance scripts. */
export const scriptControls = `
- key: script.idempotent
  question: Can each maintenance script run twice in a row without harm?
  why: It will – after a time-out, a clock change, or a colleague who was not sure.
  remediation: Let each step look whether its work is done before it begins, take a lock, and run it twice on a copy to see.
  type: choice
  choices:
    - {key: tried, label: "Yes, each was run twice on purpose", outcome: pass}
    - {key: no-scripts, label: "There are no scripts here", outcome: pass}
    - {key: believed, label: "Believed so", outcome: warn, improvement: "Run each twice on a copy and note the date."}
    - {key: not-all, label: "Not all of them", outcome: fail, improvement: "Add a lock and a look at what is done already."}
  severity: high
  evidencePolicy: optional
  validForDays: 180
  dimension: maintenance

- key: script.stops-on-error
  question: Does each script stop at the first error instead of carrying on?
  why: A script that goes on after a failed dump will happily delete the old ones.
  remediation: Begin shell scripts with set -euo pipefail, and let a cleanup step depend on the success of what it cleans up after.
  type: choice
  choices:
    - {key: all, label: "Yes", outcome: pass}
    - {key: no-scripts, label: "There are no scripts here", outcome: pass}
    - {key: some, label: "Some", outcome: warn, improvement: "Begin with those that delete something."}
    - {key: no, label: "No", outcome: fail, improvement: "Begin with those that delete something."}
  severity: high
  evidencePolicy: optional
  validForDays: 365
  dimension: maintenance

- key: script.configuration-apart
  question: Are paths, addresses and secrets kept apart from the steps of the script?
  why: A path that is written in twelve places is changed in eleven.
  remediation: Put all settings at the top or into one file that is read, secrets into a place with narrow rights.
  type: choice
  choices:
    - {key: apart, label: "Yes, in one place", outcome: pass}
    - {key: no-scripts, label: "There are no scripts here", outcome: pass}
    - {key: mixed, label: "Mostly", outcome: warn, improvement: "Move the rest to the top."}
    - {key: secrets-inside, label: "No, also passwords are inside", outcome: fail, improvement: "Move them out and change them: they are in the history."}
  severity: medium
  evidencePolicy: none
  validForDays: 365
  dimension: maintenance

- key: script.logged
  question: Can you see of each run when it began, when it ended and what it did?
  why: That it ran is a claim; a line with time and numbers is the proof.
  remediation: Write one line with a timestamp per step, with counts and durations, into a file that is rotated.
  type: choice
  choices:
    - {key: all, label: "Yes, with times and numbers", outcome: pass}
    - {key: no-scripts, label: "There are no scripts here", outcome: pass}
    - {key: errors-only, label: "Only errors", outcome: warn, improvement: "Log start, end and the numbers."}
    - {key: no, label: "No", outcome: fail, improvement: "Send output to a file with timestamps."}
  severity: medium
  evidencePolicy: optional
  validForDays: 180
  dimension: maintenance

- key: script.fails-loudly
  question: When a script fails, is somebody told the same hour?
  why: A backup job that stopped in March is found out in June, on the day it is needed.
  remediation: Send an alert on failure, and let something else expect a sign of success, so that a script that never began is noticed as well.
  type: choice
  choices:
    - {key: failure-and-silence, label: "Yes, on failure and on silence", outcome: pass}
    - {key: no-scripts, label: "There are no scripts here", outcome: pass}
    - {key: failure, label: "On failure, not if it never began", outcome: warn, improvement: "Watch the age of its last success."}
    - {key: mail, label: "By a mail that cron sends to somewhere", outcome: fail, improvement: "Send it to a person; watch the age of the last success."}
    - {key: no, label: "No", outcome: fail, improvement: "Watch the age of its last success."}
  severity: high
  evidencePolicy: optional
  validForDays: 180
  dimension: maintenance

- key: script.documented
  question: Does each script say why it exists, what it needs and what to do when it fails?
  why: In a year nobody remembers why the third step must come before the fourth.
  remediation: Add ten lines at the top – purpose, owner, what it touches, how to repeat it, how to repair it.
  type: choice
  choices:
    - {key: all, label: "Yes", outcome: pass}
    - {key: no-scripts, label: "There are no scripts here", outcome: pass}
    - {key: partly, label: "What, but not why", outcome: warn, improvement: "Add the reasons."}
    - {key: no, label: "No", outcome: fail, improvement: "Ask its author while they are here."}
  severity: low
  evidencePolicy: optional
  validForDays: 365
  dimension: maintenance

- key: script.one-entry-per-rhythm
  question: Is there one entry for each rhythm, whose steps can also be run one by one?
  why: Whoever must repeat only the failed step at night should not have to edit the script.
  remediation: Give the script one function per piece of work – backup, health check, vacuum, report – and an argument that chooses daily, weekly or a single one.
  type: choice
  choices:
    - {key: both, label: "Yes, by rhythm and step by step", outcome: pass}
    - {key: no-scripts, label: "There are no scripts here", outcome: pass}
    - {key: all-or-nothing, label: "By rhythm only, all or nothing", outcome: warn, improvement: "Split it into functions that can be called alone."}
    - {key: scattered, label: "Many scripts, started from many places", outcome: fail, improvement: "List them with their schedules; gather them step by step."}
  severity: low
  evidencePolicy: none
  validForDays: 365
  dimension: maintenance

- key: maintenance.automated
  question: How much of the recurring work is done by a machine, and only looked at by a person?
  why: Work that a machine can do is forgotten by people first, and bores them until then.
  remediation: Of the tasks of the last month, take the one that cost most minutes without needing judgement, and let a check or a script do it.
  type: choice
  choices:
    - {key: nearly-all, label: "Nearly all; people decide and look", outcome: pass}
    - {key: half, label: "About half", outcome: warn, improvement: "Automate the one that costs most minutes."}
    - {key: little, label: "Little", outcome: fail, improvement: "Begin with backups and health checks."}
  severity: medium
  evidencePolicy: none
  validForDays: 180
  dimension: maintenance
`
