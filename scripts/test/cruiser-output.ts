const WARNING = /\n*‼ missing-tsc-transpiler:[\s\S]*?published and stable\.\n*/

const EXPLANATION =
  'TypeScript is read with SWC (parser: swc), so the compiler that dependency-cruiser misses is not needed.'

/** What dependency-cruiser said, with its warning about a compiler that is not used explained in one line. */
export function explainWarning(output: string): string {
  return output.replace(WARNING, `\n\n  ${EXPLANATION}\n`)
}
