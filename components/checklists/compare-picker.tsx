import { Button } from '@/components/ui/button'
import type { ComparisonPage } from '@/lib/checklists/view'

/** Chooses any two versions: a plain GET form, so that a comparison has an address. */
export function ComparePicker({ page: { numbers, from, to } }: { page: ComparisonPage }) {
  return (
    <form className="search compare-picker noprint" method="get">
      <Versions label="From version" name="from" numbers={numbers} chosen={from} />
      <Versions label="to version" name="to" numbers={numbers} chosen={to} />
      <Button type="submit">Compare</Button>
    </form>
  )
}

interface VersionsProps {
  label: string
  name: string
  numbers: readonly number[]
  chosen: number
}

function Versions({ label, name, numbers, chosen }: VersionsProps) {
  return (
    <label>
      {label}{' '}
      <select key={chosen} className="input" name={name} defaultValue={chosen}>
        {numbers.map((number) => (
          <option key={number} value={number}>
            {number}
          </option>
        ))}
      </select>
    </label>
  )
}
