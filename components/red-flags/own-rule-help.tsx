import { Cell, DataTable } from '@/components/ui/data-table'

const columns = [
  { key: 'fact', title: 'Fact' },
  { key: 'title', title: 'What it counts' },
]

/** The facts that own rules may ask for. */
export function OwnRuleHelp({ facts }: { facts: readonly { key: string; title: string }[] }) {
  return (
    <DataTable caption="Facts that rules may ask for" columns={columns}>
      {facts.map(({ key, title }) => (
        <tr key={key}>
          <th scope="row">
            <code>{key}</code>
          </th>
          <Cell label="What it counts">{title}</Cell>
        </tr>
      ))}
    </DataTable>
  )
}
