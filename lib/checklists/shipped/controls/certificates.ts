/** Questions about certificates, keys and tokens that end. */
export const certificateControls = `
- key: certificates.expiry
  question: Are all certificates valid, complete and far enough from their end?
  why: An expired certificate stops everything at one known second, and users are the first to see it.
  remediation: Renew now, reload the server and look at the served chain from outside; then find out why the renewal did not happen by itself.
  type: choice
  choices:
    - {key: valid, label: "Yes, weeks away from expiring", outcome: pass}
    - {key: no-certificate, label: "Nothing here uses a certificate", outcome: pass}
    - {key: soon, label: "One expires soon", outcome: warn, improvement: "Renew it this week and look why it was not automatic."}
    - {key: broken, label: "One is expired, incomplete or about to end", outcome: fail, improvement: "Renew it now."}
    - {key: unknown-dates, label: "The dates are not known", outcome: fail, improvement: "Add each endpoint as a TLS target."}
  severity: high
  evidencePolicy: none
  validForDays: 30
  dimension: certificates
  answeredBy: [{check: [tls.expiry, tls.chain]}]

- key: certificates.watched
  question: Is every endpoint with a certificate watched for its expiry?
  why: The forgotten one is on a port that nobody thinks of – mail, database, admin page.
  remediation: Add each host and port that speaks TLS as a target; look through the address list once a month.
  type: choice
  choices:
    - {key: all, label: "Yes, each one", outcome: pass}
    - {key: no-certificate, label: "Nothing here uses a certificate", outcome: pass}
    - {key: elsewhere, label: "Yes, partly by another tool", outcome: warn, improvement: "Make sure that its notices reach the same people."}
    - {key: some, label: "Not all", outcome: fail, improvement: "Add the missing ones as TLS targets."}
    - {key: none, label: "None", outcome: fail, improvement: "Add the public address as a TLS target."}
  severity: high
  evidencePolicy: none
  validForDays: 92
  dimension: certificates
  answeredBy: [{fact: certificates.watched}]

- key: certificates.renewal
  question: How are certificates renewed, and when was that last seen to work?
  why: Renewal that was set up once and never watched fails at the first change of a path or a firewall.
  remediation: Automate it, run it once as a rehearsal, and make sure that the server loads the new certificate without a person.
  type: choice
  choices:
    - {key: automatic-seen, label: "Automatically, seen to work within the last cycle", outcome: pass}
    - {key: no-certificate, label: "Nothing here uses a certificate", outcome: pass}
    - {key: automatic, label: "Automatically, nobody watched it", outcome: warn, improvement: "Rehearse a renewal and the reload of the server."}
    - {key: by-hand, label: "By hand, with a written procedure", outcome: warn, improvement: "Automate it, or put it on two calendars."}
    - {key: improvised, label: "By hand, each time anew", outcome: fail, improvement: "Write down the steps at the next renewal; better, automate it."}
  severity: medium
  evidencePolicy: optional
  validForDays: 180
  dimension: certificates

- key: certificates.owner-notified
  question: Who is told before something expires, and early enough to act?
  why: Reminders of authorities go to the person who left three years ago.
  remediation: Give the system an owner and a second one; they get the finding of the expiry check weeks ahead.
  type: choice
  choices:
    - {key: two-people, label: "A person and a second one, weeks ahead", outcome: pass}
    - {key: nothing-expires, label: "Nothing here expires", outcome: pass}
    - {key: one-person, label: "One person", outcome: warn, improvement: "Name a back-up owner."}
    - {key: mailbox, label: "A shared mailbox, or the authority's reminder", outcome: fail, improvement: "Name an owner; findings go there."}
    - {key: nobody, label: "Nobody", outcome: fail, improvement: "Name an owner; findings go there."}
  severity: high
  evidencePolicy: none
  validForDays: 180
  dimension: certificates

- key: certificates.keys-and-tokens
  question: Is it known when API keys, tokens, licences and domains of this system end?
  why: They expire as surely as certificates, and no browser warns.
  remediation: List each with its end and its owner under what expires here, and give each a task or a check that asks a month before.
  type: choice
  choices:
    - {key: listed-watched, label: "Yes, listed with dates and watched", outcome: pass}
    - {key: none-expires, label: "None of them has an end", outcome: pass}
    - {key: listed, label: "Listed, but nothing reminds us", outcome: warn, improvement: "Add a monthly task that looks at the dates."}
    - {key: no, label: "No", outcome: fail, improvement: "Collect them from the configuration and the contracts."}
  severity: medium
  evidencePolicy: optional
  validForDays: 180
  dimension: certificates

- key: certificates.audited
  question: Were all certificates looked at together within the last month?
  why: Expiry is not all – weak keys, wildcard copies and forgotten names are found only by looking.
  remediation: Once a month, list what is served and what was issued for your domains, and compare.
  type: choice
  choices:
    - {key: monthly, label: "Yes, and nothing was odd", outcome: pass}
    - {key: no-certificate, label: "Nothing here uses a certificate", outcome: pass}
    - {key: late, label: "Longer ago", outcome: warn, improvement: "Put it on the monthly list."}
    - {key: never, label: "Not for months, or never", outcome: fail, improvement: "Add the monthly task of the starter set."}
  severity: medium
  evidencePolicy: optional
  validForDays: 35
  dimension: certificates
  answeredBy: [{task: [security.certificates]}]
`
