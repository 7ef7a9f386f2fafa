import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { measureWords } from '@/lib/capacity/measure-words'
import { type CapacityQuery, criticalities } from '@/lib/capacity/schema'
import { capacityMeasures } from '@/lib/capacity/stored-forecast'
import { capacityHref } from './capacity-href'

/** The filter of the list: a plain GET form, so that what was chosen ends up in the address. */
export function CapacityFilters({ query }: { query: CapacityQuery }) {
  const isFiltered = query.q !== '' || query.measure !== null || query.criticality !== null
  return (
    <search>
      <form action="/capacity" className="search filter-bar">
        {query.view !== 'soon' && <input type="hidden" name="view" value={query.view} />}
        <label className="vh" htmlFor="q">
          Filter by resource or system
        </label>
        <input
          key={query.q}
          className="input"
          type="search"
          id="q"
          name="q"
          defaultValue={query.q}
          placeholder="Resource or system"
          maxLength={100}
          aria-keyshortcuts="/"
          data-hotkey="/"
        />
        <label className="vh" htmlFor="measure">
          Kind
        </label>
        <select
          key={`measure ${query.measure}`}
          className="input"
          id="measure"
          name="measure"
          defaultValue={query.measure ?? ''}
        >
          <option value="">All kinds</option>
          {capacityMeasures
            .filter((measure) => measure !== 'other')
            .map((measure) => (
              <option key={measure} value={measure}>
                {measureWords[measure]}
              </option>
            ))}
        </select>
        <label className="vh" htmlFor="criticality">
          Criticality of the system
        </label>
        <select
          key={`criticality ${query.criticality}`}
          className="input"
          id="criticality"
          name="criticality"
          defaultValue={query.criticality ?? ''}
        >
          <option value="">Any criticality</option>
          {criticalities.map((criticality) => (
            <option key={criticality} value={criticality}>
              {criticality}
            </option>
          ))}
        </select>
        <Button type="submit">Filter</Button>
        {isFiltered && (
          <Link
            href={capacityHref(query, { q: '', measure: null, criticality: null, page: 1 })}
            prefetch={false}
          >
            Clear
          </Link>
        )}
      </form>
    </search>
  )
}
