import { Cell, DataTable } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import type { SectionChange } from '@/lib/reports/compare-reports'

const columns = [
  { key: 'title', title: 'Section' },
  { key: 'before', title: 'Before' },
  { key: 'after', title: 'After' },
]

/** What each section said in both; where they say the same, it is said once. */
export function ComparedSections({ sections }: { sections: readonly SectionChange[] }) {
  return (
    <Section title="Section by section" id="sections">
      <DataTable caption="The first sentence of each section in both reports" columns={columns}>
        {sections.map((section) => (
          <tr key={section.key}>
            <th scope="row">{section.title}</th>
            <Cell label="Before">{section.before}</Cell>
            <Cell label="After">
              {section.isSame ? <span className="muted">the same</span> : section.after}
            </Cell>
          </tr>
        ))}
      </DataTable>
    </Section>
  )
}
