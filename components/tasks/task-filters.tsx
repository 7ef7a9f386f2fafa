import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { type TasksQuery, taskTiers } from '@/lib/tasks/schema'
import type { TasksHead } from '@/lib/tasks/view'
import { isFiltered, tasksHref } from './tasks-href'

interface Choice {
  value: string
  label: string
}

function Choose({
  name,
  label,
  any,
  choices,
  value,
}: {
  name: string
  label: string
  any: string
  choices: readonly Choice[]
  value: string | null
}) {
  return (
    <>
      <label className="vh" htmlFor={name}>
        {label}
      </label>
      <select key={value} className="input" id={name} name={name} defaultValue={value ?? ''}>
        <option value="">{any}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </>
  )
}

const named = (rows: readonly { id: string; name: string }[]) =>
  rows.map(({ id, name }) => ({ value: id, label: name }))

/** The filter bar: a plain GET form, so that what was chosen ends up in the address. */
export function TaskFilters({ query, head }: { query: TasksQuery; head: TasksHead }) {
  const { view, month, week, year } = query
  const kept = { view: view === 'due' ? null : view, month, week, year: year === null ? null : String(year) }
  return (
    <search>
      <form action="/tasks" className="search filter-bar task-filters">
        {Object.entries(kept).map(
          ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
        )}
        <label className="vh" htmlFor="q">
          Filter tasks
        </label>
        <input
          key={query.q}
          className="input"
          type="search"
          id="q"
          name="q"
          defaultValue={query.q}
          placeholder="Task or system"
          maxLength={100}
          aria-keyshortcuts="/"
          data-hotkey="/"
        />
        <Choose
          name="owner"
          label="Owner"
          any="Everybody’s"
          value={query.owner}
          choices={[
            { value: 'mine', label: 'Mine' },
            { value: 'none', label: 'Nobody’s' },
          ]}
        />
        <Choose
          name="tier"
          label="Tier"
          any="All tiers"
          value={query.tier}
          choices={taskTiers.map((tier) => ({ value: tier, label: tier }))}
        />
        <Choose
          name="system"
          label="System"
          any="All systems"
          value={query.system}
          choices={named(head.systems)}
        />
        {head.teams.length > 0 && (
          <Choose name="team" label="Team" any="All teams" value={query.team} choices={named(head.teams)} />
        )}
        <Button type="submit">Filter</Button>
        {isFiltered(query) && (
          <Link
            href={tasksHref(query, { q: '', tier: null, system: null, team: null, owner: null, page: 1 })}
            prefetch={false}
          >
            Clear
          </Link>
        )}
      </form>
    </search>
  )
}
