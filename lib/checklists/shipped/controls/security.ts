/** Questions about security hygiene. */
export const securityControls = `
- key: security.updates-applied
  question: When were security updates last installed on everything this system runs on?
  why: Most break-ins use holes for which the repair had been out for months.
  remediation: Look at pending updates of hosts, images and runtimes weekly; install those for exposed parts within days, the rest in the monthly window.
  type: choice
  choices:
    - {key: weeks, label: "Within the last month, nothing urgent is pending", outcome: pass}
    - {key: quarter, label: "Within the last quarter", outcome: warn, improvement: "Add a weekly look and a monthly window."}
    - {key: longer, label: "Longer ago, or nobody knows", outcome: fail, improvement: "List pending updates today."}
    - {key: urgent-pending, label: "An urgent one is pending", outcome: fail, improvement: "Install it now; it is urgent because it is being used."}
  severity: high
  evidencePolicy: optional
  validForDays: 35
  dimension: security
  answeredBy: [{task: [security.updates]}]

- key: security.updates-looked-for
  question: Does somebody or something look for pending security updates every week?
  why: An update that nobody knows of cannot be installed.
  remediation: Let the package manager report pending security updates weekly, and subscribe to the announcements of what is not a package.
  type: choice
  choices:
    - {key: weekly, label: "Yes, weekly, and the result is recorded", outcome: pass}
    - {key: sometimes, label: "Irregularly", outcome: warn, improvement: "Add the weekly task."}
    - {key: no, label: "No", outcome: fail, improvement: "Add the weekly task of the starter set."}
  severity: high
  evidencePolicy: none
  validForDays: 92
  dimension: security
  answeredBy: [{task: [security.updates]}]

- key: security.failed-logins
  question: Are failed logins looked at every day, by rule or by eye?
  why: Guessing leaves a trace for days before it succeeds.
  remediation: Collect failed logins of host, database and application in one place, and alert on an unusual number or a success after many failures.
  type: choice
  choices:
    - {key: daily, label: "Yes, daily", outcome: pass}
    - {key: sometimes, label: "Now and then", outcome: warn, improvement: "Let a rule count them each day."}
    - {key: no, label: "No", outcome: fail, improvement: "Add the daily task of the starter set."}
  severity: medium
  evidencePolicy: optional
  validForDays: 92
  dimension: security
  answeredBy: [{task: [security.failed-logins]}]

- key: security.intrusion-noticed
  question: How would you notice somebody inside who should not be there?
  why: Attackers stay for weeks where only the door is watched.
  remediation: Watch new accounts, new keys, changed system files and unusual outgoing traffic; test once that the detection is alive by setting it off.
  type: choice
  choices:
    - {key: looked-for, label: "Signs are looked for every day", outcome: pass}
    - {key: detected-tested, label: "Something detects it, and it was set off on purpose", outcome: pass}
    - {key: detected, label: "Something should detect it", outcome: warn, improvement: "Set it off on purpose and see who is told."}
    - {key: logs, label: "From logs, afterwards", outcome: fail, improvement: "Alert at least on new accounts and keys."}
    - {key: not, label: "We would not", outcome: fail, improvement: "Alert at least on new accounts and keys."}
  severity: high
  evidencePolicy: optional
  validForDays: 92
  dimension: security
  answeredBy: [{task: [security.intrusion]}]

- key: security.audit-log
  question: Is the audit log read weekly – who changed what, who got which right?
  why: A log that nobody reads is evidence for afterwards only.
  remediation: Read changes of rights, accounts and configuration once a week, and ask about each that you cannot explain.
  type: choice
  choices:
    - {key: weekly, label: "Yes, weekly", outcome: pass}
    - {key: sometimes, label: "When something happened", outcome: warn, improvement: "Add the weekly task; ten minutes are enough."}
    - {key: no, label: "No", outcome: fail, improvement: "Add the weekly task of the starter set."}
    - {key: no-log, label: "There is no audit log", outcome: fail, improvement: "Switch it on where the product has one."}
  severity: medium
  evidencePolicy: optional
  validForDays: 92
  dimension: security
  answeredBy: [{task: [security.audit-log]}]

- key: security.dependencies-scanned
  question: Are libraries and images scanned for known holes, and the serious ones repaired?
  why: What you did not write is most of what you run.
  remediation: Scan dependencies and images monthly and at each build; give each serious finding an owner and a date.
  type: choice
  choices:
    - {key: repaired, label: "Scanned monthly, nothing serious open", outcome: pass}
    - {key: open-planned, label: "Scanned, serious ones have a date", outcome: warn, improvement: "Keep the dates."}
    - {key: no, label: "Not scanned this month", outcome: fail, improvement: "Run one scan today; the first list is the longest."}
    - {key: open, label: "Scanned, serious ones are open", outcome: fail, improvement: "Give each an owner and a date."}
  severity: high
  evidencePolicy: optional
  validForDays: 35
  dimension: security
  answeredBy: [{task: [security.vulnerabilities]}]

- key: security.access-reviewed
  question: When was it last looked at who has access here, and was anything taken away?
  why: Access is given on request and taken away by nobody.
  remediation: List people, service accounts and keys of host, database and application; remove those who left or changed, and let each owner confirm the rest.
  type: choice
  choices:
    - {key: this-quarter, label: "This quarter, every account was confirmed or removed", outcome: pass}
    - {key: half-year, label: "Within half a year, or not all kinds of accounts", outcome: warn, improvement: "Add service accounts, database roles and SSH keys."}
    - {key: longer, label: "Longer ago, or never", outcome: fail, improvement: "Begin with those who left since."}
  severity: high
  evidencePolicy: optional
  validForDays: 100
  dimension: security
  answeredBy: [{task: [security.access-review]}]

- key: security.secrets-rotated
  question: Is there a list of secrets with the date by which each must be changed, and is it kept?
  why: A password that leaked once works until it is changed.
  remediation: List passwords, keys and tokens of this system with owner and date; change what is older than agreed, and rehearse the change where it hurts.
  type: choice
  choices:
    - {key: kept, label: "Yes, and none is past its date", outcome: pass}
    - {key: late, label: "Yes, some are past their date", outcome: warn, improvement: "Change the oldest one this week."}
    - {key: missed, label: "Yes, and the last change was missed", outcome: fail, improvement: "Make the change this week, then look why nobody was reminded."}
    - {key: list-only, label: "There is a list without dates", outcome: fail, improvement: "Give each a date and an owner."}
    - {key: no, label: "No list", outcome: fail, improvement: "Write it from the configuration; names and places only, never the secrets."}
  severity: high
  evidencePolicy: optional
  validForDays: 100
  dimension: security
  answeredBy: [{task: [security.secrets]}]

- key: security.first-target
  question: What would an attacker try first here, and what stands in the way?
  why: Thinking from the other side for ten minutes finds the open door that no scanner knows.
  remediation: Name the most exposed and the most valuable part; strengthen what is both, and write down what you leave as it is.
  type: text
  severity: medium
  evidencePolicy: none
  validForDays: 180
  dimension: security
`
