/** A size from the command line, e.g. `--rows=100000`, where a machine or an hour is small. */
export function sizeOf(name: string, usual: number): number {
  const word = process.argv.find((each) => each.startsWith(`--${name}=`))
  return word === undefined ? usual : Number(word.slice(name.length + 3))
}

/** Whether a word of the command line names a size. */
export const isSizeOption = (word: string): boolean => /^--[a-z]+=[1-9]\d{0,9}$/.test(word)
