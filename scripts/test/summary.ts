import type { Outcome } from './stage'

export interface FinishedStage extends Outcome {
  name: string
  seconds: number
}

/** The table at the end: one line for each stage. */
export function summaryTable(stages: readonly FinishedStage[]): string {
  const width = Math.max(...stages.map(({ name }) => name.length))
  return stages
    .map(({ name, passed, failed, skipped = 0, seconds }) => {
      const result = [
        `${passed} passed`,
        ...(failed > 0 ? [`${failed} FAILED`] : []),
        ...(skipped > 0 ? [`${skipped} skipped`] : []),
      ].join(', ')
      return `${name.padEnd(width)}  ${String(Math.round(seconds)).padStart(4)} s  ${result}`
    })
    .join('\n')
}

/** The closing line, the same whatever was run. */
export function closingLine(stages: readonly Outcome[]): string {
  const sum = (of: (stage: Outcome) => number) => stages.reduce((total, stage) => total + of(stage), 0)
  return `${sum(({ passed }) => passed)} passed, ${sum(({ failed }) => failed)} failed`
}
