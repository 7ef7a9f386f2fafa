/** One registry: the keys themselves, the `?` sheet and the help page read it. Every key has a visible twin. */
export interface Shortcut {
  /** As pressed, one after the other. */
  keys: readonly string[]
  does: string
  where: string
}

export const shortcuts: readonly Shortcut[] = [
  { keys: ['g', 't'], does: 'Go to Today', where: 'everywhere' },
  { keys: ['g', 's'], does: 'Go to Systems', where: 'everywhere' },
  { keys: ['g', 'p'], does: 'Go to Capacity', where: 'everywhere' },
  { keys: ['g', 'k'], does: 'Go to Tasks', where: 'everywhere' },
  { keys: ['g', 'r'], does: 'Go to Reviews', where: 'everywhere' },
  { keys: ['g', 'x'], does: 'Go to Red flags', where: 'everywhere' },
  { keys: ['g', 'f'], does: 'Go to Findings', where: 'everywhere' },
  { keys: ['g', 'i'], does: 'Go to Incidents', where: 'everywhere' },
  { keys: ['g', 'w'], does: 'Go to the weekly Reports', where: 'everywhere' },
  { keys: ['g', 'o'], does: 'Go to Walkthroughs', where: 'everywhere' },
  { keys: ['/'], does: 'Go to the filter box', where: 'lists' },
  { keys: ['j'], does: 'Next row', where: 'lists' },
  { keys: ['k'], does: 'Previous row', where: 'lists' },
  { keys: ['Enter'], does: 'Open the row', where: 'lists' },
  { keys: ['e'], does: 'Record a result, or explain a change', where: 'tasks, changes' },
  { keys: ['['], does: 'Previous period or question', where: 'calendar, questions, reports, charts' },
  { keys: [']'], does: 'Next period or question', where: 'calendar, questions, reports, charts' },
  { keys: ['1'], does: 'Choose the first answer; 2 to 9 the others', where: 'questions' },
  { keys: ['Enter'], does: 'Save the answer', where: 'questions' },
  { keys: ['Ctrl+Enter'], does: 'Save the answer from within a text', where: 'questions' },
  { keys: ['n'], does: 'Write a note; in a walkthrough the next chapter', where: 'questions, walkthroughs' },
  {
    keys: ['ArrowLeft'],
    does: 'Earlier value or day; ArrowRight the next one',
    where: 'charts, strips, heat maps',
  },
  { keys: ['Enter'], does: 'Look closer at the value that is read', where: 'charts' },
  { keys: ['r'], does: 'Run now', where: 'a system, a check' },
  { keys: ['?'], does: 'Show this list', where: 'everywhere' },
]
