import { Button } from '@/components/ui/button'
import { ViewTabs } from '@/components/ui/view-tabs'
import { type ChangeFilter, changeViews } from '@/lib/changes/schema'
import { type ChangeCounts, viewNames } from '@/lib/changes/view'
import { subjectWords } from '@/lib/changes/words'
import { changesHref } from './changes-href'

interface ChangeFiltersProps {
  path: string
  filter: ChangeFilter
  counts: ChangeCounts
}

/** Views as links, and a plain GET form: what is shown has an address. */
export function ChangeFilters({ path, filter, counts }: ChangeFiltersProps) {
  return (
    <>
      <ViewTabs
        label="Views"
        tabs={changeViews.map((view) => ({
          href: changesHref(path, filter, { view }),
          label: viewNames[view],
          count: counts[view],
          isCurrent: view === filter.view && filter.change === null,
        }))}
      />
      <form action={path} className="search filter-bar noprint">
        {filter.view !== 'open' && <input type="hidden" name="view" value={filter.view} />}
        <label className="vh" htmlFor="q">
          Filter changes
        </label>
        <input
          key={filter.q}
          className="input"
          type="search"
          id="q"
          name="q"
          defaultValue={filter.q}
          placeholder="Setting, role, package …"
          maxLength={100}
          aria-keyshortcuts="/"
          data-hotkey="/"
        />
        <label className="vh" htmlFor="subject">
          Kind of change
        </label>
        <select
          key={filter.subject}
          className="input"
          id="subject"
          name="subject"
          defaultValue={filter.subject ?? ''}
        >
          <option value="">Everything</option>
          {Object.entries(subjectWords).map(([subject, { title }]) => (
            <option key={subject} value={subject}>
              {title}
            </option>
          ))}
        </select>
        <Button type="submit">Filter</Button>
      </form>
    </>
  )
}
