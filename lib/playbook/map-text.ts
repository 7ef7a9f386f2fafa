import type { PlaybookItem } from './playbook-item'

/** The map as text for a terminal: one block for each section, each idea with what covers it. */
export function mapText(items: readonly PlaybookItem[], width: number): string {
  const column = Math.min(Math.max(...items.map(({ item }) => item.length)) + 2, Math.ceil(width / 2))
  const blocks = sectionsOf(items).map(([section, of]) =>
    [section, ...of.map((each) => line(each, column, width))].join('\n'),
  )
  return `${blocks.join('\n\n')}\n\n${items.length} ideas, each covered.\n`
}

/** Items by their section, in order. */
export function sectionsOf(items: readonly PlaybookItem[]): [section: string, items: PlaybookItem[]][] {
  const sections = new Map<string, PlaybookItem[]>()
  for (const item of items) sections.set(item.section, [...(sections.get(item.section) ?? []), item])
  return [...sections]
}

function line({ item, coveredBy }: PlaybookItem, column: number, width: number): string {
  const room = Math.max(20, width - column - 2)
  const first = item.length + 2 > column ? `  ${item}\n  ${' '.repeat(column)}` : `  ${item.padEnd(column)}`
  return first + wrap(coveredBy, room).join(`\n  ${' '.repeat(column)}`)
}

function wrap(words: readonly string[], room: number): string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= room)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
