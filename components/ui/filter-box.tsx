import { Button } from './button'

/** The filter of a list: a plain GET form, so that a filtered list has an address. `keep` survives it. */
export function FilterBox({
  label,
  value,
  keep = {},
}: {
  label: string
  value: string
  keep?: Readonly<Record<string, string>>
}) {
  return (
    <search>
      <form className="search" method="get">
        {Object.entries(keep).map(([name, each]) => (
          <input key={name} type="hidden" name={name} value={each} />
        ))}
        <input
          className="input"
          type="search"
          name="q"
          defaultValue={value}
          aria-label={label}
          placeholder={label}
          maxLength={100}
          aria-keyshortcuts="/"
          data-hotkey="/"
        />
        <Button type="submit">Filter</Button>
      </form>
    </search>
  )
}
