/** Lines of a log that are shown while work goes on. */
export const watchedLines = 40
const longestLine = 400

/** The last lines of a log; what is cut out of a long line is marked. Pure. */
export function newestLines(log: string, most = watchedLines): string[] {
  const lines = log.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
    .slice(-most)
    .map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)} …` : line))
}
