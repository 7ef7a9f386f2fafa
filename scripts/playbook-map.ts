import { playbookItems } from '@/lib/playbook/items'
import { mapText } from '@/lib/playbook/map-text'

// npm run -s playbook-map [-- --json]: which control, check, task or flag covers which idea of maintenance.

const usage = `Usage: npm run -s playbook-map [-- --json]

Prints every idea of the maintenance playbook with the controls, checks, tasks and red flags that cover it.
  --json   as [{"section": "…", "item": "…", "coveredBy": ["control:…"]}]
`

const parameters = process.argv.slice(2)
const unknown = parameters.find((parameter) => parameter !== '--json' && parameter !== '--help')

if (unknown !== undefined) {
  process.stderr.write(`${unknown} is not known here.\n\n${usage}`)
  process.exitCode = 64
} else if (parameters.includes('--help')) {
  process.stdout.write(usage)
} else if (parameters.includes('--json')) {
  process.stdout.write(`${JSON.stringify(playbookItems, null, 2)}\n`)
} else {
  process.stdout.write(mapText(playbookItems, process.stdout.columns ?? 120))
}
