import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { factSources } from './fact-sources'

const collect = (file: string) => new URL(`./collect/${file}.ts`, import.meta.url)
const text = (file: string) => readFileSync(collect(file), 'utf8')

it.each(Object.entries(factSources))(
  '%s names collectors that exist and ask its tables',
  (_part, { collectors, tables }) => {
    for (const file of collectors) expect(existsSync(collect(file)), file).toBe(true)
    const stores = collectors.filter((file) => file.endsWith('-store'))
    if (stores.length === 0) return
    const asked = stores.map(text).join('\n')
    const elsewhere = ['report', 'capacity_forecast', 'system', 'team', 'audit_entry']
    for (const table of tables.filter((name) => !elsewhere.includes(name)))
      expect(asked, table).toMatch(new RegExp(`\\b${table}\\b`))
  },
)
