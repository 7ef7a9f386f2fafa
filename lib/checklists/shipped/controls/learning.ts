/** Questions that look at the maintenance itself: done on time, what is new, what was learned. */
export const learningControls = `
- key: maintenance.on-time
  question: Was the planned maintenance of the last 90 days done on time?
  why: Maintenance that is done late is done when its absence is felt.
  remediation: Look at what was late or left out; give it another time or owner, automate it, or drop it with a reason.
  type: choice
  choices:
    - {key: on-time, label: "Yes, nearly all of it", outcome: pass}
    - {key: some-late, label: "Some of it late", outcome: warn, improvement: "Move what is always late to another day or person."}
    - {key: often-missed, label: "Often late or not at all", outcome: fail, improvement: "Fewer tasks that are done beat many that are not: choose."}
    - {key: no-record, label: "Nobody records it", outcome: fail, improvement: "Add the starter tasks and record each result."}
  severity: high
  evidencePolicy: none
  validForDays: 92
  dimension: maintenance
  answeredBy: [{fact: tasks.on-time}]

- key: maintenance.schedule-fits
  question: Which maintenance should change – what is missing, too frequent, too rare or pointless?
  why: Systems change each quarter, their schedules only if somebody asks.
  remediation: Compare the tasks with the findings of the quarter; add what would have prevented one, drop what never found anything and protects nothing.
  type: text
  severity: medium
  evidencePolicy: none
  validForDays: 100
  dimension: maintenance

- key: core.whats-new
  question: What is new among the things that pile up, expire, drift or break without a sound here?
  why: Each release adds something that grows, ends or can fail silently, and no check for it.
  remediation: Go through the changes of the quarter; add each new thing to the system's core questions with the check, control or task that watches it.
  type: text
  severity: high
  evidencePolicy: none
  validForDays: 100
  dimension: ownership

- key: incidents.lesson
  question: Is what would have prevented each incident of the last year a check, a task, a question or an alert by now, and has it shown that it works?
  why: An incident is paid for; its lesson is lost unless it becomes something that runs.
  remediation: Write the incident down, name the sign that came first, and link the check, the task, the question or the alert rule that would have shown it to somebody.
  type: choice
  choices:
    - {key: proven, label: "Yes, each has shown that it works", outcome: pass}
    - {key: no-incident, label: "There was no incident", outcome: pass}
    - {key: unproven, label: "It is there, and has not shown yet that it works", outcome: warn, improvement: "Plant the fault, or do the task once, and look whether it is seen."}
    - {key: nothing, label: "No, nothing came of one of them", outcome: fail, improvement: "Open the incident, and take one of the preventions that it proposes."}
  severity: high
  evidencePolicy: optional
  validForDays: 100
  dimension: maintenance
  answeredBy: [{fact: incidents.prevented}]

- key: findings.on-time
  question: How many open findings of this system are past their due date?
  why: A due date that may pass is a wish.
  remediation: Resolve the overdue ones, or accept them openly with a reason and an end.
  type: number
  threshold: {unit: "overdue findings", worse: higher, warn: 1, fail: 3}
  severity: medium
  evidencePolicy: none
  validForDays: 92
  dimension: ownership
  answeredBy: [{fact: findings.overdue}]

- key: findings.owned
  question: How many open findings of this system belong to nobody?
  why: What everybody can see and nobody owns stays as it is.
  remediation: Give each an owner and a date; the owner of the system is the right one until somebody better is found.
  type: number
  threshold: {unit: "unowned findings", worse: higher, warn: 1, fail: 3}
  severity: medium
  evidencePolicy: none
  validForDays: 92
  dimension: ownership
  answeredBy: [{fact: findings.unowned}]

- key: findings.dates-kept
  question: How many open findings had their due date moved twice or more?
  why: A date that moves again and again says that nobody means to do it.
  remediation: Decide for each – do it now, make it smaller, or accept the risk openly with a reason and an end.
  type: number
  threshold: {unit: "postponed findings", worse: higher, warn: 1, fail: 3}
  severity: medium
  evidencePolicy: none
  validForDays: 92
  dimension: ownership
  answeredBy: [{fact: findings.unmoved}]

- key: maintenance.reviewed
  question: Is the maintenance of this system gone through once a quarter?
  why: Schedules that nobody questions fit the system of two years ago.
  remediation: Plan the quarterly review; with most answers known from data it takes a quarter of an hour.
  type: choice
  choices:
    - {key: within-cadence, label: "Yes, the last review is within its cadence", outcome: pass}
    - {key: somewhat-late, label: "The next one is late", outcome: warn, improvement: "Set its date today."}
    - {key: long-ago, label: "The last one is long ago", outcome: fail, improvement: "Plan one for this month."}
    - {key: never, label: "Never", outcome: fail, improvement: "Begin with this checklist, then plan the first review."}
  severity: medium
  evidencePolicy: none
  validForDays: 100
  dimension: reporting
  answeredBy: [{fact: review.recent}]

- key: onboarding.walkthroughs
  question: Have at least two people walked through this system within a year, with somebody who knows it signing?
  why: What only one person knows leaves with them, for a holiday or for good.
  remediation: Ask somebody who never worked on it to take its walkthrough; it takes twenty minutes, and finds what is written down nowhere.
  type: choice
  choices:
    - {key: two, label: "Yes, two or more", outcome: pass}
    - {key: one, label: "One", outcome: warn, improvement: "Ask a second person this month."}
    - {key: long-ago, label: "Longer than a year ago", outcome: fail, improvement: "Systems change: ask somebody to walk through it again."}
    - {key: nobody, label: "Nobody", outcome: fail, improvement: "Ask the newest colleague of the team; they see what others stopped seeing."}
  severity: medium
  evidencePolicy: none
  validForDays: 365
  dimension: ownership
  answeredBy: [{fact: walkthroughs.completed}]

- key: maintenance.downtime-planned
  question: Is it known which maintenance needs downtime and which must be verified afterwards, and is both planned?
  why: Work that locks tables or restarts servers is put off for ever unless it has a window.
  remediation: Mark such tasks, agree on a window with those who use the system, and write down beforehand what shows that it went well.
  type: choice
  choices:
    - {key: planned, label: "Yes, each has its window and its test afterwards", outcome: pass}
    - {key: none-needed, label: "Nothing here needs downtime", outcome: pass}
    - {key: window-only, label: "There is a window, nobody tests afterwards", outcome: warn, improvement: "Write down for each task what shows that it went well."}
    - {key: improvised, label: "When it cannot be put off any longer", outcome: fail, improvement: "Agree on a monthly window; it may stay unused."}
  severity: medium
  evidencePolicy: none
  validForDays: 365
  dimension: maintenance
`
