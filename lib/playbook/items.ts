import type { PlaybookItem, Sections } from './playbook-item'
import { data } from './sections/data'
import { foundations } from './sections/foundations'
import { operations } from './sections/operations'
import { watching } from './sections/watching'

/** Every idea of the playbook, section by section, with what covers it here. */
export const playbookItems: readonly PlaybookItem[] = [foundations, data, watching, operations].flatMap(
  (sections: Sections) =>
    Object.entries(sections).flatMap(([section, items]) =>
      items.map(([item, ...coveredBy]) => ({ section, item, coveredBy })),
    ),
)
