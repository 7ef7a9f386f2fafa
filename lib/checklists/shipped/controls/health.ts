/** Questions about how a system's health is seen: end to end, dependencies, the watching itself. */
export const healthControls = `
- key: health.end-to-end
  question: Which smallest check proves that the system works from one end to the other, and does it pass?
  why: A process can run and a port can be open while nobody gets an answer.
  remediation: Choose the one request or query that a user would miss first, and let it be asked every minute, through the same door that users take.
  type: choice
  choices:
    - {key: passes, label: "There is one, and it passes", outcome: pass}
    - {key: struggles, label: "There is one, and it warns", outcome: warn, improvement: "Read its reason; it is the first thing that users feel."}
    - {key: parts-only, label: "Only parts are checked", outcome: warn, improvement: "Add one check that needs all parts to answer."}
    - {key: fails, label: "It fails", outcome: fail, improvement: "The system does not work for its users now: begin here."}
    - {key: none, label: "There is none", outcome: fail, improvement: "Add a URL or database check; it takes a minute."}
  severity: high
  evidencePolicy: none
  validForDays: 92
  dimension: service-health
  answeredBy: [{fact: health.end-to-end}]

- key: health.endpoints
  question: Do the doors that users come through answer, with the right content and in time?
  why: Status 200 with an error page inside is an outage that no port check sees.
  remediation: Check status, a piece of the content and the response time of each public address; alert on two misses in a row.
  type: choice
  choices:
    - {key: all, label: "Yes, each is checked and fine", outcome: pass}
    - {key: slow, label: "They answer, some slowly or with warnings", outcome: warn, improvement: "Look at the slowest one; raise no limit before you know why."}
    - {key: failing, label: "At least one does not answer as it should", outcome: fail, improvement: "Read the reason of the failing check and act by its remediation."}
    - {key: unwatched, label: "Nobody checks them", outcome: fail, improvement: "Add each address as a target."}
  severity: high
  evidencePolicy: none
  validForDays: 92
  dimension: service-health
  answeredBy: [{check: [http.status, http.latency]}, {check: [tcp.open]}, {check: [pg.up]}]

- key: health.processes
  question: Is each process that must run supervised, and would a restart loop be noticed?
  why: A supervisor hides crashes so well that nobody sees the thirtieth restart of the day.
  remediation: Let the supervisor (systemd, container platform) restart it, and let something report restarts per hour and processes that are not there.
  type: choice
  choices:
    - {key: supervised-reported, label: "Supervised, and restarts are reported", outcome: pass}
    - {key: supervised, label: "Supervised, but restarts pass unnoticed", outcome: warn, improvement: "Report more than three restarts in an hour."}
    - {key: by-hand, label: "Started by hand or by a script at boot", outcome: fail, improvement: "Move it under the supervisor of the platform."}
  severity: medium
  evidencePolicy: optional
  validForDays: 180
  dimension: service-health

- key: health.dependencies-known
  question: Is everything that this system needs written down and watched?
  why: What fails silently is mostly something that somebody else runs.
  remediation: List the systems and outside services it needs on its page, and make sure that each has a check of its own or one from here.
  type: choice
  choices:
    - {key: watched, label: "Yes, each is listed and watched", outcome: pass}
    - {key: needs-nothing, label: "It needs nothing besides itself", outcome: pass}
    - {key: elsewhere, label: "Listed, some are watched by somebody else who does not tell us", outcome: warn, improvement: "Ask to be told, or add a check from here."}
    - {key: unwatched, label: "Listed, some are watched by nobody", outcome: fail, improvement: "Add a check for each unwatched one."}
    - {key: not-listed, label: "There is no list", outcome: fail, improvement: "Write it from the configuration: every host name in it is one."}
  severity: medium
  evidencePolicy: optional
  validForDays: 180
  dimension: dependencies
  answeredBy: [{fact: dependencies.watched}]

- key: health.dependencies-silent
  question: Which dependency could fail without anybody noticing for a day, and what would tell you?
  why: Queues that no one reads, mails that no one gets and caches that only make things slow fail without an error page.
  remediation: Name it, and make it speak – check the age of its last success instead of waiting for an error.
  type: text
  severity: medium
  evidencePolicy: none
  validForDays: 180
  dimension: dependencies

- key: health.database-reachable
  question: Does the database let the application in, with connections to spare?
  why: A full pool looks like a dead application and is found last.
  remediation: Look at who holds the connections; repair leaks before raising the limit.
  type: choice
  choices:
    - {key: fine, label: "Yes, it answers and has free slots", outcome: pass}
    - {key: no-database, label: "There is no database here", outcome: pass}
    - {key: tight, label: "It answers slowly or slots get scarce", outcome: warn, improvement: "Find the client with the most connections."}
    - {key: no, label: "No", outcome: fail, improvement: "Begin here; nothing else will work."}
  severity: high
  evidencePolicy: none
  validForDays: 92
  dimension: dependencies
  answeredBy: [{check: [pg.up, pg.connections]}]

- key: health.cache
  question: Would you notice if the cache were empty, full or gone?
  why: Without its cache a system often still works, slowly, until the database gives up.
  remediation: Watch hit rate, memory against its limit and evictions; check that the system survives a cold start of the cache.
  type: choice
  choices:
    - {key: watched, label: "Yes, hit rate and memory are watched", outcome: pass}
    - {key: no-cache, label: "There is no cache", outcome: pass}
    - {key: up-only, label: "Only whether it is up", outcome: warn, improvement: "Watch memory and evictions too."}
    - {key: no, label: "No", outcome: fail, improvement: "Add a check, then restart it once on purpose in a quiet hour."}
  severity: medium
  evidencePolicy: optional
  validForDays: 180
  dimension: dependencies

- key: health.queues
  question: Is the age of the oldest waiting message or job watched?
  why: A queue that grows says nothing until its disk is full or a customer calls.
  remediation: Alert on the age of the oldest entry rather than on their number, and look into the queue of failed messages weekly.
  type: choice
  choices:
    - {key: age, label: "Yes, age and failed messages", outcome: pass}
    - {key: no-queue, label: "There is no queue", outcome: pass}
    - {key: length, label: "Only the length", outcome: warn, improvement: "Watch the age: it has one limit that is always right."}
    - {key: no, label: "No", outcome: fail, improvement: "Add the age of the oldest entry as a check."}
  severity: medium
  evidencePolicy: optional
  validForDays: 180
  dimension: dependencies

- key: health.checks-actionable
  question: For each health check that may fail tonight, is it clear what somebody would do?
  why: A check that leads to no action trains people to look away.
  remediation: Go through the checks and finish the sentence "when this fails, we ..."; rewrite or remove those without an ending.
  type: choice
  choices:
    - {key: all, label: "Yes, each has an action", outcome: pass}
    - {key: most, label: "Most have", outcome: warn, improvement: "Rewrite the remediation of those that have none, or pause them."}
    - {key: few, label: "No, several only inform", outcome: fail, improvement: "Turn them into charts; keep checks for what needs somebody."}
  severity: medium
  evidencePolicy: none
  validForDays: 180
  dimension: alerting

- key: health.checks-cheap
  question: Are the health checks fast and cheap enough to run every minute, also when the system struggles?
  why: A check that adds load turns a slow system into a dead one.
  remediation: Give each check a timeout and a bound on what it reads; move anything that scans tables to a daily task.
  type: choice
  choices:
    - {key: cheap, label: "Yes, milliseconds each, with a timeout", outcome: pass}
    - {key: some-heavy, label: "Some are heavy", outcome: warn, improvement: "Run the heavy ones rarely, and let a light one ask each minute."}
    - {key: heavy, label: "No, or nobody measured", outcome: fail, improvement: "Look at the duration column of the checks."}
  severity: low
  evidencePolicy: none
  validForDays: 365
  dimension: alerting

- key: monitoring.blind-spots
  question: How much of what could be watched here gives no current answer?
  why: Unknown is where incidents begin – what nobody sees can be anything.
  remediation: Open the unknown ones; a missing privilege, a wrong address or a pause without an end is behind nearly all of them. Add the checks that were left out.
  type: number
  threshold: {unit: "%", worse: higher, warn: 5, fail: 20}
  severity: high
  evidencePolicy: none
  validForDays: 30
  dimension: alerting
  answeredBy: [{fact: checks.blind-spots}]

- key: monitoring.watched
  question: How would you find out that the monitoring itself has stopped?
  why: A monitoring that died reports nothing, which looks exactly like a quiet night.
  remediation: Let something outside expect a sign of life from it, and test that silence raises an alert by stopping it for ten minutes.
  type: choice
  choices:
    - {key: outside-tested, label: "Something outside expects a sign of life, and that was tried", outcome: pass}
    - {key: outside, label: "Something outside expects it, never tried", outcome: warn, improvement: "Stop the monitoring for ten minutes and see who is told."}
    - {key: self, label: "It watches itself", outcome: fail, improvement: "Add a dead man's switch on another machine."}
    - {key: by-chance, label: "Somebody would notice the missing charts", outcome: fail, improvement: "Add a dead man's switch on another machine."}
  severity: high
  evidencePolicy: optional
  validForDays: 180
  dimension: alerting
`
