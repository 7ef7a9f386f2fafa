import { Button } from '@/components/ui/button'
import { differenceKinds } from '@/lib/fingerprints/difference'
import type { DifferenceFilter } from '@/lib/verifications/guided-schema'
import { verificationAreas } from '@/lib/verifications/schema'
import { areaQuestions } from '@/lib/verifications/view'
import { kindWords } from './kind-words'

/** Which differences are shown: a plain GET form, so that what is shown has an address. */
export function DifferenceFilters({ path, filter }: { path: string; filter: DifferenceFilter }) {
  const selects = [
    {
      name: 'area',
      label: 'Area',
      value: filter.area,
      all: 'All areas',
      choices: verificationAreas.map((area) => [area, areaQuestions[area].title] as const),
    },
    {
      name: 'kind',
      label: 'How it differs',
      value: filter.kind,
      all: 'All kinds',
      choices: differenceKinds.map((kind) => [kind, kindWords[kind].word] as const),
    },
    {
      name: 'accepted',
      label: 'Accepted',
      value: filter.accepted,
      all: 'Open and accepted',
      choices: [
        ['open', 'Open'],
        ['accepted', 'Accepted'],
      ] as const,
    },
  ]
  return (
    <form action={path} className="search filter-bar noprint">
      {selects.map(({ name, label, value, all, choices }) => (
        <span key={name}>
          <label className="vh" htmlFor={name}>
            {label}
          </label>
          <select key={value} className="input" id={name} name={name} defaultValue={value ?? ''}>
            <option value="">{all}</option>
            {choices.map(([choice, text]) => (
              <option key={choice} value={choice}>
                {text}
              </option>
            ))}
          </select>
        </span>
      ))}
      <Button type="submit">Filter</Button>
    </form>
  )
}
