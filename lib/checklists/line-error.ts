/** Something wrong with a YAML text, at the place where it is wrong. Lines and columns count from 1. */
export interface LineError {
  line: number
  column: number
  /** Key of the control that it is about, when it is about one. */
  control: string | null
  /** What is wrong, what was written, an example of what is right. */
  sentence: string
}

/** "line 14 (backup.fresh): severity must be …", as terminals, logs and form messages say it. */
export function lineErrorText({ line, control, sentence }: LineError): string {
  return `line ${line}${control === null ? '' : ` (${control})`}: ${sentence}`
}

/** Id of a line on a page that shows a text: errors link to it. */
export const lineId = (line: number): string => `line-${line}`
