/** Questions about limits in general: thresholds, who acts, what runs out first. */
export const capacityControls = `
- key: resources.two-levels
  question: Does each resource check have a warning line, early enough to plan, and a critical one?
  why: With one line you are told either too early to care or too late to plan.
  remediation: Put the warning where there are still days to act, the critical line where there are hours, and derive both from how fast it grows.
  type: choice
  choices:
    - {key: both, label: "Yes, two lines each", outcome: pass}
    - {key: some, label: "Some have only one", outcome: warn, improvement: "Add the missing line to the checks that are named."}
    - {key: no, label: "No", outcome: fail, improvement: "Set both lines; the defaults are a good start."}
  severity: medium
  evidencePolicy: none
  validForDays: 180
  dimension: resources
  answeredBy: [{fact: thresholds.two-levels}]

- key: resources.alert-reaches-actor
  question: Who is told when a resource gets scarce, and can they do something about it?
  why: An alert to somebody without access is a delay with a timestamp.
  remediation: Route it to the people who may extend, clean or restart, check their access once, and name a second person.
  type: choice
  choices:
    - {key: can-act, label: "People who have the access and know how", outcome: pass}
    - {key: must-ask, label: "People who must ask somebody else first", outcome: warn, improvement: "Give them the access, or route it to those who have it."}
    - {key: mailbox, label: "A shared mailbox or channel", outcome: fail, improvement: "Name a person and a second one."}
    - {key: nobody, label: "Nobody", outcome: fail, improvement: "Name an owner of the system; findings go there."}
  severity: high
  evidencePolicy: none
  validForDays: 180
  dimension: alerting

- key: resources.first-to-run-out
  question: Which resource of this system will run out first, roughly when, and how will you know before?
  why: Whoever can answer that plans an extension; everybody else cleans up at night.
  remediation: Compare use, limit and growth of each resource; the smallest number of days left wins, and gets a date in the calendar.
  type: text
  severity: high
  evidencePolicy: optional
  validForDays: 92
  dimension: resources

- key: reports.trends
  question: Which trends do you look at for planning, and how often?
  why: A value says where you are, only its trend says how long you have.
  remediation: Choose few – disk, database size, connections, response time, one business number – and look at 90 days of them every month.
  type: choice
  choices:
    - {key: regularly, label: "A chosen few, regularly, with their limits", outcome: pass}
    - {key: sometimes, label: "When we buy or move something", outcome: warn, improvement: "Put it on the monthly list."}
    - {key: values, label: "Only current values", outcome: fail, improvement: "Open the 90-day charts of the resource checks."}
    - {key: none, label: "None", outcome: fail, improvement: "Begin with the disk that is fullest."}
  severity: medium
  evidencePolicy: none
  validForDays: 180
  dimension: reporting

- key: reports.monday
  question: What would you want to know before the week begins, and does somebody tell you?
  why: A short weekly summary finds in a minute what five dashboards hide.
  remediation: Send one page a week – how resource use moved, age and state of backups, failed logins and pending updates, and what changed unexpectedly.
  type: choice
  choices:
    - {key: sent, label: "Yes, one page every week with trends, backups, security and changes", outcome: pass}
    - {key: parts, label: "Parts of it", outcome: warn, improvement: "Add what is missing of trends, backups, security and changes."}
    - {key: on-request, label: "Only if somebody asks", outcome: warn, improvement: "Make it a weekly task with an owner."}
    - {key: nothing, label: "Nothing", outcome: fail, improvement: "Add the weekly report task of the starter set."}
  severity: medium
  evidencePolicy: none
  validForDays: 180
  dimension: reporting
  answeredBy: [{task: [common.report]}]

- key: reports.business-health
  question: Which number tells that the business behind the system works, besides the system itself?
  why: All lights can be green while no order has come in for an hour.
  remediation: Choose one number that users make (orders, sign-ins, messages) and put it beside the technical ones, with a lower limit.
  type: choice
  choices:
    - {key: watched, label: "It is known, charted and has a limit", outcome: pass}
    - {key: no-users, label: "Nobody uses it directly", outcome: pass}
    - {key: charted, label: "It is charted somewhere", outcome: warn, improvement: "Give it a limit and somebody who is told."}
    - {key: none, label: "There is none", outcome: fail, improvement: "Ask those who use the system what they would miss first."}
  severity: medium
  evidencePolicy: none
  validForDays: 365
  dimension: reporting

- key: reports.unexpected-changes
  question: Would you notice a change that nobody announced – version, setting, schema, certificate, schedule?
  why: Most outages follow a change, and the expensive ones follow a change that nobody knew of.
  remediation: Keep configuration in version control, compare what runs with it weekly, and look at each difference as a question.
  type: choice
  choices:
    - {key: compared, label: "Yes, what runs is compared with what should run", outcome: pass}
    - {key: announced, label: "Changes are announced, nobody compares", outcome: warn, improvement: "Compare once a week."}
    - {key: no, label: "No", outcome: fail, improvement: "Begin with versions and settings."}
  severity: medium
  evidencePolicy: optional
  validForDays: 180
  dimension: reporting

- key: resources.short-lived
  question: Does what should live briefly have an end that is carried out – sessions, cache entries, tokens, carts?
  why: Rows that were meant for an hour stay for years, and one day they are most of the table.
  remediation: Give each kind a lifetime, delete in small steps by a scheduled job, and watch the age of the oldest one.
  type: choice
  choices:
    - {key: ended-watched, label: "Yes, and the age of the oldest is watched", outcome: pass}
    - {key: nothing-short, label: "Nothing here is short-lived", outcome: pass}
    - {key: ended, label: "Yes, nobody looks whether it works", outcome: warn, improvement: "Look at the oldest one of each kind."}
    - {key: some, label: "Only some of them", outcome: fail, improvement: "Begin with the largest table or key space."}
    - {key: none, label: "No", outcome: fail, improvement: "Begin with the largest table or key space."}
  severity: medium
  evidencePolicy: optional
  validForDays: 180
  dimension: resources
`
