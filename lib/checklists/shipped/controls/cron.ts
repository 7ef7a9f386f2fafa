/** Questions about when and how scheduled jobs run. */
export const cronControls = `
- key: cron.low-traffic-window
  question: Does daily maintenance run while few people use the system?
  why: Dumps, vacuums and reports compete with users for the same disk.
  remediation: Find the quietest hours in the request chart, write them into the system's maintenance window, and move the jobs there – away from the hour that the clock change repeats or skips.
  type: choice
  choices:
    - {key: in-window, label: "Yes, in hours that were measured", outcome: pass}
    - {key: no-jobs, label: "There are no scheduled jobs", outcome: pass}
    - {key: assumed, label: "At night, because night is always quiet", outcome: warn, improvement: "Look at the request chart; somebody's night is somebody's day."}
    - {key: any-time, label: "At any time", outcome: fail, improvement: "Set a maintenance window and move the heaviest job there."}
  severity: low
  evidencePolicy: none
  validForDays: 365
  dimension: maintenance

- key: cron.weekly-after-daily
  question: Does the weekly run wait for the daily one of that day?
  why: Weekly work builds on a fresh backup; before it, it risks what has not been saved.
  remediation: Chain them – the weekly begins when the daily ended well, not at a guessed distance.
  type: choice
  choices:
    - {key: chained, label: "Yes, it begins when the daily ended well", outcome: pass}
    - {key: no-weekly, label: "There is no weekly run", outcome: pass}
    - {key: distance, label: "It begins some hours later", outcome: warn, improvement: "Chain them: the daily run grows."}
    - {key: independent, label: "They know nothing of each other", outcome: fail, improvement: "Chain them."}
  severity: medium
  evidencePolicy: none
  validForDays: 365
  dimension: maintenance

- key: cron.monthly-last
  question: Does the monthly run come after the weekly one, never on top of it?
  why: The rarest and heaviest work deserves the best prepared ground.
  remediation: Put it on a weekday of the month (the first Sunday) behind the weekly run instead of on a fixed date.
  type: choice
  choices:
    - {key: after, label: "Yes", outcome: pass}
    - {key: no-monthly, label: "There is no monthly run", outcome: pass}
    - {key: may-collide, label: "On a fixed date, so they meet at times", outcome: warn, improvement: "Move it to a weekday of the month, after the weekly run."}
    - {key: collides, label: "No, they run into each other", outcome: fail, improvement: "Move it behind the weekly run."}
  severity: low
  evidencePolicy: none
  validForDays: 365
  dimension: maintenance

- key: cron.absolute-paths
  question: Does each scheduled command use absolute paths, or set the PATH it needs?
  why: Cron starts with hardly any environment – what works in your shell is not found there.
  remediation: Write full paths of programs and files, or set PATH, language and home at the top of the crontab.
  type: choice
  choices:
    - {key: all, label: "Yes", outcome: pass}
    - {key: no-jobs, label: "There are no scheduled jobs", outcome: pass}
    - {key: luck, label: "Not all, but they work today", outcome: warn, improvement: "Write the full paths before the next upgrade moves something."}
    - {key: no, label: "No", outcome: fail, improvement: "Write the full paths."}
  severity: medium
  evidencePolicy: optional
  validForDays: 365
  dimension: maintenance

- key: cron.output-kept
  question: Is what scheduled jobs print kept where somebody can read it?
  why: Output that goes nowhere takes the error message with it.
  remediation: Redirect output and errors of each job to a log file that is rotated.
  type: choice
  choices:
    - {key: kept, label: "Yes, output and errors, and the files are rotated", outcome: pass}
    - {key: no-jobs, label: "There are no scheduled jobs", outcome: pass}
    - {key: unrotated, label: "Yes, into files that only grow", outcome: warn, improvement: "Rotate them."}
    - {key: discarded, label: "No, it is thrown away or mailed to root", outcome: fail, improvement: "Redirect both to a file."}
  severity: medium
  evidencePolicy: optional
  validForDays: 365
  dimension: maintenance

- key: cron.wrapper
  question: Are jobs of more than one step in a script, with the schedule calling only that?
  why: A long line in a crontab has no lock, no error handling, no history and no review.
  remediation: Move it into a script under version control that takes a lock, sets a time limit and reports its end.
  type: choice
  choices:
    - {key: all, label: "Yes, with lock and time limit", outcome: pass}
    - {key: no-jobs, label: "There are no scheduled jobs", outcome: pass}
    - {key: no-lock, label: "Yes, but without a lock", outcome: warn, improvement: "Take a lock: a slow run meets the next one."}
    - {key: one-liners, label: "No, long lines in the crontab", outcome: fail, improvement: "Move the longest into a script."}
  severity: medium
  evidencePolicy: optional
  validForDays: 365
  dimension: maintenance

- key: cron.tried-by-hand
  question: Was each job run by hand, as the user and with the environment that the schedule uses, before it was scheduled?
  why: The first real run is otherwise at night, alone, with nobody looking.
  remediation: Run it with the schedule's user and an empty environment (env -i), look at the log, and only then schedule it.
  type: choice
  choices:
    - {key: all, label: "Yes, in the schedule's own environment", outcome: pass}
    - {key: no-jobs, label: "There are no scheduled jobs", outcome: pass}
    - {key: own-shell, label: "In somebody's own shell", outcome: warn, improvement: "Run it once with env -i as the right user."}
    - {key: no, label: "No", outcome: fail, improvement: "Run each once today."}
  severity: medium
  evidencePolicy: optional
  validForDays: 365
  dimension: maintenance
  proofOf: cron.absolute-paths

- key: cron.silence-noticed
  question: If a scheduled job stopped running tonight, who would know, and by when?
  why: Cron reports errors of what it starts, never that it did not start.
  remediation: Watch the age of what the job produces (a backup, a report, a row), with a limit of one period and some grace.
  type: choice
  choices:
    - {key: age-watched, label: "A check on the age of its result tells us within a period", outcome: pass}
    - {key: no-jobs, label: "There are no scheduled jobs", outcome: pass}
    - {key: some-watched, label: "For the important ones", outcome: warn, improvement: "Add the others; an age is one check."}
    - {key: by-consequence, label: "Whoever misses the result", outcome: fail, improvement: "Watch the age of the result."}
    - {key: nobody, label: "Nobody", outcome: fail, improvement: "Watch the age of the result."}
  severity: high
  evidencePolicy: none
  validForDays: 180
  dimension: maintenance
`
