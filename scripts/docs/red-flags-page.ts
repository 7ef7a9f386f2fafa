import { numbersOf, type RedFlagRule } from '@/lib/red-flags/define-rule'
import { ownFacts } from '@/lib/red-flags/own-rule-facts'
import { ownRuleExample } from '@/lib/red-flags/own-rule-schema'

const intro = `A red flag is a claim whose proof is missing, failed or stale: "the system has a backup" is a claim, a restore that was
tried and compared is its proof. Each rule is one file in \`lib/red-flags/rules\` with the claim, the proof, its clauses,
its numbers, and what clears it. Rules are pure functions of the facts of one system (\`lib/facts/system-facts.ts\`).

A flag is **raised** when one clause holds; else **unknown** when a clause lacks its data; else **clear**. Unknown says
which data are missing. It raises nothing and clears nothing, and it never counts as clear.

- The worker judges every system again within 15 minutes, and at once after a rule was changed. Whoever records a proof
  sees the flag judged right away; *Evaluate now* judges on demand. Archived systems are left out.
- A raised flag is a finding of kind *red flag*: it belongs to the owner of the system and has the date of its severity.
  When the flag is clear, the finding is verified with what proved it. Resolving the finding by hand is a claim: while
  the flag is raised, it goes back to work.
- Each change is kept, so the last twelve weeks can be shown. A week in which a flag was raised for one system counts as
  raised; one in which nothing was judged is unknown.
- Administrators change the numbers of a rule on its page. The effect is shown first ("3 → 5 raised: also stock"),
  computed from the facts of now; what is saved is in the audit log.
- A rule that is switched off says nothing any more. Findings that it had raised stay open: nothing was proved, so people
  decide about them.

## Where proofs come from

Under *Proofs* of a system people record what no automatic source delivers yet. The rows are those that automatic
sources will write later; only their \`source\` says \`person\` or \`machine\`. Records are never changed; a newer one
says what is so now.

| proof | what is recorded |
| --- | --- |
| restore | which backup, level (listed, restored, queried, booted), result (pass, partial, fail), how long it took, how much data were lost, rows expected and found, evidence |
| migration or restore in earnest | what was done and when; its verification compares records, files, volumes, dependencies and jobs, and closes only when each is decided, nothing is missing and evidence is attached |
| alert | rule, class (attention, wake), when it fired, was taken and ended, what became of it, how often it was snoozed; one by one or as a pasted list |

Only a restore that passed at level queried or booted is a proof: below that, nobody has looked at the data.`

const ownRules = `## Own rules

An administrator writes further rules as YAML under *Red flags, Write your own rule*; errors name their line, and the effect
is shown before the rule is saved. The key begins with \`own.\`, so that it never meets a rule of a later version.`

const conditions = `All conditions of \`when\` must hold, or the rule does not apply and is clear. Under \`raised\`, \`any\` wants one condition
and \`all\` wants every one. A condition compares a fact with a number by \`>\`, \`>=\`, \`<\`, \`<=\`, \`==\` or \`!=\`; a fact
that is not known makes the flag unknown where it matters.`

function ruleSection(rule: RedFlagRule): string {
  const clauses = rule.statements(numbersOf(rule)).map(({ says }) => `- ${says}.`)
  const left = rule.leftOut.map(({ clause, why }) => `- Not judged yet: ${clause} (${why}).`)
  return `### ${rule.title}

\`${rule.key}\`, ${rule.isOnByDefault ? 'on' : 'off at first'}; its findings have severity ${rule.severity}.

Claim: ${rule.claim} Proof: ${rule.proof}

Raised when one of these holds:

${[...clauses, ...left].join('\n')}

What clears it: ${rule.clears}`
}

/** docs/red-flags.md: what red flags are, every shipped rule with its numbers, and how to write own ones. */
export function redFlagsPage(rules: readonly RedFlagRule[]): string {
  const facts = Object.entries(ownFacts).map(([key, { title }]) => `| \`${key}\` | ${title} |`)
  return `# Red flags

Written by \`npm run docs\` from the rules in \`lib/red-flags/rules/\`; do not edit it by hand.

${intro}

## The rules

${rules.map(ruleSection).join('\n\n')}

${ownRules}

\`\`\`yaml
${ownRuleExample.trim()}
\`\`\`

${conditions}

| fact | what it counts |
| --- | --- |
${facts.join('\n')}
`
}
