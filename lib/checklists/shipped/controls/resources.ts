/** Questions about what can run out. */
export const resourceControls = `
- key: resources.disk
  question: Is there room on every disk, for data and for new files?
  why: A full disk stops databases, logins and the logging that would have explained it.
  remediation: Find what grows (logs, data, uploads), rotate or move it, and extend the volume before you are in a hurry; from 70 percent on it is time to look.
  type: choice
  choices:
    - {key: room, label: "Yes, below the warning line everywhere", outcome: pass}
    - {key: filling, label: "Past the warning line somewhere", outcome: warn, improvement: "Find what grows and give it an end."}
    - {key: full, label: "Nearly full", outcome: fail, improvement: "Free space today in a planned way, before it becomes an emergency."}
    - {key: unwatched, label: "Nobody watches it", outcome: fail, improvement: "Add the host as a target."}
  severity: critical
  evidencePolicy: none
  validForDays: 30
  dimension: resources
  answeredBy: [{check: [host.disk_free, host.inodes]}]

- key: resources.disk-growth-cause
  question: Do you know what is growing on the disks?
  why: Extending a volume without knowing what fills it buys time at a rising price.
  remediation: Split the growth of one week into logs, database, uploads and the rest, and write down which of them has an end.
  type: choice
  choices:
    - {key: known-bounded, label: "Yes, and each part has a limit or a rotation", outcome: pass}
    - {key: known, label: "Yes, but some parts grow without end", outcome: warn, improvement: "Give each a rotation, a retention or an archive."}
    - {key: guess, label: "Roughly", outcome: warn, improvement: "Measure folder sizes today and in a week."}
    - {key: unknown-cause, label: "No", outcome: fail, improvement: "Measure folder sizes today and in a week."}
  severity: medium
  evidencePolicy: optional
  validForDays: 92
  dimension: resources

- key: resources.logs-rotated
  question: Does everything that grows by itself have a rotation or an end – logs, temporary files, old artifacts?
  why: What has no end fills the disk at a time of its own choosing.
  remediation: List what is written without being deleted, give each a rotation by size and age, and look once whether the rotation really runs.
  type: choice
  choices:
    - {key: all, label: "Yes, and the rotation was seen to work", outcome: pass}
    - {key: configured, label: "Configured, never looked at", outcome: warn, improvement: "Look at the oldest file of each: its age must be the retention."}
    - {key: some, label: "Only the system logs", outcome: warn, improvement: "Add application logs, temporary files and old releases."}
    - {key: none, label: "No", outcome: fail, improvement: "Begin with the largest folder."}
  severity: high
  evidencePolicy: optional
  validForDays: 180
  dimension: resources

- key: resources.memory
  question: Is enough memory free for the programs on the host?
  why: Sustained use above 85 percent ends in swapping or in a process that the kernel chooses to kill.
  remediation: Find the process whose memory only grows (a leak), put a limit on caches, or give the host more.
  type: choice
  choices:
    - {key: free, label: "Yes, below the warning line", outcome: pass}
    - {key: tight, label: "Past the warning line", outcome: warn, improvement: "Chart the largest process over a week: does it ever come down?"}
    - {key: exhausted, label: "Nearly used up", outcome: fail, improvement: "Restart or limit the largest one in a planned way, then find the cause."}
    - {key: unwatched, label: "Nobody watches it", outcome: fail, improvement: "Add the host as a target."}
  severity: high
  evidencePolicy: none
  validForDays: 30
  dimension: resources
  answeredBy: [{check: [host.memory]}]

- key: resources.memory-cause
  question: Is it known why memory use is what it is – a leak, too small a machine, or a cache without a limit?
  why: The three look the same on a chart and need three different repairs.
  remediation: Compare the largest processes after a restart and a week later; what never comes down leaks, what stops at a limit is a cache.
  type: choice
  choices:
    - {key: explained, label: "Yes, each large user is explained and has a limit", outcome: pass}
    - {key: partly, label: "Partly", outcome: warn, improvement: "Give each cache a limit; watch what still grows."}
    - {key: restarts, label: "We restart it regularly", outcome: fail, improvement: "A restart that must be repeated hides a leak: find it."}
    - {key: no, label: "No", outcome: fail, improvement: "Record the five largest processes today and in a week."}
  severity: medium
  evidencePolicy: optional
  validForDays: 180
  dimension: resources

- key: resources.connections
  question: Are enough database connections free at busy hours?
  why: When the last slot is taken, every further request fails at once.
  remediation: Find who holds the most connections; repair leaks and size the pools so that all together stay below 70 percent of the slots.
  type: choice
  choices:
    - {key: free, label: "Yes, below the warning line", outcome: pass}
    - {key: no-database, label: "There is no database here", outcome: pass}
    - {key: tight, label: "Past the warning line", outcome: warn, improvement: "Add up the pool sizes of all clients."}
    - {key: exhausted, label: "Nearly none left", outcome: fail, improvement: "End idle ones, then repair the leak or the pool."}
    - {key: unwatched, label: "Nobody watches them", outcome: fail, improvement: "Add the database as a target."}
  severity: high
  evidencePolicy: none
  validForDays: 30
  dimension: resources
  answeredBy: [{check: [pg.connections]}]

- key: resources.connections-cause
  question: Do you know the sum of all pool sizes, and that no client leaks connections?
  why: Pools are sized one by one, but they share one limit.
  remediation: Add up the maximum of every pool, workers and cron jobs included; it must fit into the slots with room for a person to log in.
  type: choice
  choices:
    - {key: fits, label: "Yes, the sum fits and idle ones are returned", outcome: pass}
    - {key: no-pool, label: "There are no pools here", outcome: pass}
    - {key: known-too-large, label: "Known, and it would not fit if all were busy", outcome: warn, improvement: "Shrink pools or put a pooler in front."}
    - {key: no, label: "No", outcome: fail, improvement: "List clients by connections held; add up their maxima."}
  severity: medium
  evidencePolicy: optional
  validForDays: 180
  dimension: resources

- key: resources.open-files
  question: Can the host still open files and sockets with room to spare?
  why: At the limit, everything fails at once with errors that point elsewhere.
  remediation: Find the process with the most open files; sockets that never close are a leak, many real files need a higher limit.
  type: choice
  choices:
    - {key: free, label: "Yes, far from the limit", outcome: pass}
    - {key: approaching, label: "Coming nearer to it", outcome: warn, improvement: "Find the process whose number only grows."}
    - {key: exhausted, label: "At the limit", outcome: fail, improvement: "Restart the leaking process in a planned way, then raise the limit."}
    - {key: unwatched, label: "Nobody watches it", outcome: fail, improvement: "Add the host as a target."}
  severity: high
  evidencePolicy: none
  validForDays: 30
  dimension: resources
  answeredBy: [{check: [host.fd_system]}]

- key: resources.open-files-cause
  question: Is it known which process holds the most open files, and whether that number ever falls?
  why: Too many files need a higher limit; a leak of sockets needs a repair, and a higher limit only delays it.
  remediation: Count open files of the largest process in the morning and in the evening; growth without load is a leak.
  type: choice
  choices:
    - {key: stable, label: "Yes, and it rises and falls with the load", outcome: pass}
    - {key: high-limit, label: "Known, kept away by a high limit", outcome: warn, improvement: "Chart it for a week before you trust the limit."}
    - {key: no, label: "No", outcome: fail, improvement: "Count once in the morning and once in the evening."}
  severity: low
  evidencePolicy: optional
  validForDays: 180
  dimension: resources

- key: resources.growth
  question: Does the database grow at the pace that you expect?
  why: A jump in growth is a new feature, a broken clean-up or a loop; each wants to be known early.
  remediation: Find the tables that grew, compare with releases of that week, and put a retention on what need not be kept.
  type: choice
  choices:
    - {key: expected, label: "Yes, steady", outcome: pass}
    - {key: no-database, label: "There is no database here", outcome: pass}
    - {key: faster, label: "Faster than before", outcome: warn, improvement: "Find the table and the release that began it."}
    - {key: out-of-hand, label: "It will outgrow its room", outcome: fail, improvement: "Stop or archive the source of growth this week."}
  severity: medium
  evidencePolicy: none
  validForDays: 92
  dimension: resources
  answeredBy: [{check: [pg.db_size_growth]}]

- key: resources.all-watched
  question: Is each resource that can be exhausted watched – disk, memory, connections, open files?
  why: The one that nobody watches is the one that you will meet.
  remediation: Add the host and the database as targets; where something else is limited (licences, quotas, rate limits), add a task that looks at it.
  type: choice
  choices:
    - {key: all, label: "Yes, all that apply here", outcome: pass}
    - {key: elsewhere, label: "Yes, partly by another tool that tells other people", outcome: warn, improvement: "Bring it together, so that one person sees all of it."}
    - {key: gaps, label: "Not all of them", outcome: fail, improvement: "Add the host as a target; it brings disk, memory and open files."}
  severity: high
  evidencePolicy: none
  validForDays: 92
  dimension: resources
  answeredBy: [{fact: resources.watched}]
`
