/** Questions about alerts: worth firing, clear, answered by somebody, proven to arrive. */
export const alertControls = `
- key: alerts.actionable
  question: How many of the alerts of the last four weeks led to an action?
  why: Each alert that needs nothing teaches people to miss the one that does.
  remediation: Go through the alerts that needed nothing; raise the limit, wait longer before firing, or remove the rule.
  type: choice
  choices:
    - {key: nearly-all, label: "Nearly all", outcome: pass}
    - {key: some-noise, label: "Most; some needed nothing", outcome: warn, improvement: "Change the rule that fired most for nothing."}
    - {key: half, label: "Half or fewer", outcome: fail, improvement: "Switch the worst rules to 'needs attention' until they are repaired."}
    - {key: not-counted, label: "Nobody counts", outcome: fail, improvement: "Record the outcome of each alert for four weeks."}
  severity: high
  evidencePolicy: none
  validForDays: 35
  dimension: alerting
  answeredBy: [{fact: alerts.actionable}]

- key: alerts.needless-last-week
  question: How many alerts of the last seven days needed nobody to do anything?
  why: One number a week shows whether the noise is growing.
  remediation: Name the rule behind each of them, and change the one that fired most.
  type: number
  threshold: {unit: alerts, worse: higher, warn: 1, fail: 5}
  severity: medium
  evidencePolicy: none
  validForDays: 14
  dimension: alerting
  answeredBy: [{fact: alerts.needless}]

- key: alerts.snoozed
  question: Was any alert snoozed instead of handled?
  why: Whoever snoozes an alert says that it is wrong – too early, too loud, or for somebody else.
  remediation: Repair the rule after the first snooze – its limit, its class or its receiver.
  type: choice
  choices:
    - {key: none, label: "No", outcome: pass}
    - {key: once, label: "Once", outcome: warn, improvement: "Ask the one who snoozed what would have been right."}
    - {key: repeatedly, label: "Yes, repeatedly", outcome: fail, improvement: "Change the rule this week."}
  severity: medium
  evidencePolicy: none
  validForDays: 35
  dimension: alerting
  answeredBy: [{fact: alerts.snoozed}]

- key: alerts.acknowledged
  question: How soon does somebody take an alert that is meant to wake people?
  why: An alert that waits for an hour might as well have been a mail.
  remediation: Check the escalation – phone, second person, quiet hours – and lower the class of what can wait.
  type: choice
  choices:
    - {key: minutes, label: "Within a quarter of an hour", outcome: pass}
    - {key: none-woke, label: "Nothing had to wake anybody", outcome: pass}
    - {key: within-hour, label: "Within an hour", outcome: warn, improvement: "Look whether the notice arrives on a phone."}
    - {key: later, label: "Later, or not at all", outcome: fail, improvement: "Add a second person who is called after ten minutes."}
  severity: high
  evidencePolicy: none
  validForDays: 35
  dimension: alerting
  answeredBy: [{fact: alerts.acknowledged}]

- key: alerts.remediation-clear
  question: Does each alert say what to do, in steps that a tired person can follow?
  why: At night nobody invents a procedure; they follow one or guess.
  remediation: Write the first three steps into the alert itself and link the runbook; let somebody who did not write it try them.
  type: choice
  choices:
    - {key: all, label: "Yes, each one", outcome: pass}
    - {key: most, label: "Most do", outcome: warn, improvement: "Write the missing ones, most frequent first."}
    - {key: link-only, label: "They link a general page", outcome: warn, improvement: "Put the first three steps into the alert."}
    - {key: no, label: "No", outcome: fail, improvement: "An alert without steps should not fire: write them or switch it off."}
  severity: high
  evidencePolicy: optional
  validForDays: 180
  dimension: alerting

- key: alerts.runbook
  question: Is there a runbook for this system, linked where the alert is read?
  why: What only one person knows is on holiday with them.
  remediation: Link the runbook in the facts of the system; begin with how to start, stop, check and restore it.
  type: boolean
  severity: medium
  evidencePolicy: none
  validForDays: 180
  dimension: ownership
  answeredBy: [{fact: runbook.linked}]

- key: alerts.context
  question: Does each alert carry what is needed to begin – what, where, since when, the value and its limit?
  why: The first ten minutes should go into repair, not into finding out what the alert means.
  remediation: Put system, value, limit, start and a link to the chart into the text of each alert.
  type: choice
  choices:
    - {key: all, label: "Yes", outcome: pass}
    - {key: partly, label: "What and where, but no value or limit", outcome: warn, improvement: "Add value, limit and a link."}
    - {key: no, label: "No, it names a rule", outcome: fail, improvement: "Rewrite the text of the three most frequent alerts."}
  severity: medium
  evidencePolicy: optional
  validForDays: 180
  dimension: alerting

- key: alerts.responsible
  question: Is somebody responsible for each alert, and somebody else when they are away?
  why: What everybody receives, nobody answers.
  remediation: Name an owner and a back-up owner of the system; route each alert to exactly one of them at a time.
  type: choice
  choices:
    - {key: two-people, label: "Yes, one person and one who stands in", outcome: pass}
    - {key: one-person, label: "One person", outcome: warn, improvement: "Name a back-up owner."}
    - {key: nobody, label: "Nobody in particular", outcome: fail, improvement: "Name an owner of the system."}
  severity: high
  evidencePolicy: none
  validForDays: 180
  dimension: ownership
  answeredBy: [{fact: ownership.two-people}]

- key: alerts.night-worthy
  question: Would you want to be woken at three in the morning by each alert that can wake somebody?
  why: Whoever is woken for nothing twice sleeps through the third.
  remediation: Ask of each – does waiting until eight make it worse, and can the one who is woken do something? Two yeses, or it moves to the morning.
  type: choice
  choices:
    - {key: all, label: "Yes, each was gone through", outcome: pass}
    - {key: none-wakes, label: "None of them wakes anybody", outcome: pass}
    - {key: most, label: "Most", outcome: warn, improvement: "Move the others to the morning."}
    - {key: no, label: "No", outcome: fail, improvement: "Go through them with those who are woken."}
  severity: high
  evidencePolicy: none
  validForDays: 180
  dimension: alerting

- key: alerts.two-classes
  question: Is it decided, alert by alert, what wakes somebody and what waits for the morning?
  why: Without two classes everything is loud, so nothing is.
  remediation: Write down one sentence for each class, and put each rule into exactly one.
  type: choice
  choices:
    - {key: decided, label: "Yes, each rule has its class", outcome: pass}
    - {key: by-habit, label: "By habit", outcome: warn, improvement: "Write the two sentences and assign the rules."}
    - {key: one-class, label: "All go the same way", outcome: fail, improvement: "Split them; most can wait."}
  severity: medium
  evidencePolicy: none
  validForDays: 180
  dimension: alerting

- key: alerts.fatigue-prevented
  question: What keeps alerts from becoming noise again?
  why: Rules are added after each incident and removed by nobody.
  remediation: Look once a week at what fired and what it led to; each rule that fired for nothing is changed before the next week.
  type: choice
  choices:
    - {key: weekly-review, label: "A weekly look at what fired, with changes", outcome: pass}
    - {key: now-and-then, label: "Somebody tidies up now and then", outcome: warn, improvement: "Make it a weekly task of ten minutes."}
    - {key: muting, label: "Muting", outcome: fail, improvement: "A muted rule is a wrong rule: repair or remove it."}
    - {key: nothing, label: "Nothing", outcome: fail, improvement: "Add the weekly task."}
  severity: medium
  evidencePolicy: none
  validForDays: 180
  dimension: alerting

- key: alerts.path-proven
  question: When was the way of an alert last tried, from the fault to the phone?
  why: Alerting breaks silently – an expired token or a renamed channel, and the silence looks like health.
  remediation: Cause a harmless fault in daylight and see who is told, how soon and with which words; repeat each quarter.
  type: choice
  choices:
    - {key: this-quarter, label: "This quarter, and it arrived", outcome: pass}
    - {key: real-alert, label: "A real one arrived lately", outcome: warn, improvement: "Try the classes and people that it did not reach."}
    - {key: longer, label: "Longer ago", outcome: fail, improvement: "Try it today; it takes ten minutes."}
    - {key: never, label: "Never", outcome: fail, improvement: "Try it today; it takes ten minutes."}
  severity: high
  evidencePolicy: required
  validForDays: 100
  dimension: alerting
  proofOf: alerts.responsible

- key: alerts.newcomer-can-act
  question: Could a colleague who has never seen this system act on its alerts with what is written down?
  why: On-call is a rota; sooner or later it is somebody's first night.
  remediation: Let a new colleague walk through one alert with the runbook only, and write down where they stopped.
  type: choice
  choices:
    - {key: tried, label: "Yes, somebody tried", outcome: pass}
    - {key: probably, label: "Probably", outcome: warn, improvement: "Try it with the next new colleague."}
    - {key: no, label: "No", outcome: fail, improvement: "Let somebody try, and write what was missing."}
  severity: medium
  evidencePolicy: optional
  validForDays: 365
  dimension: ownership
`
