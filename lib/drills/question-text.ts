/**
 * A question without the semicolon that people end it with, also where comments follow it. Line by line: one pattern for
 * all of it would try every way to part a row of dashes, and never come to an end. Pure.
 */
export function withoutEnd(question: string): string {
  const lines = question.trimEnd().split('\n')
  let last = lines.length - 1
  while (last > 0 && isComment(lines[last] ?? '')) last -= 1
  const line = lines[last] ?? ''
  const end = line.lastIndexOf(';', commentAfterEnd(line))
  const rest = line.slice(end + 1).trim()
  if (end < 0 || !(rest === '' || rest.startsWith('--'))) return question
  return [...lines.slice(0, last), line.slice(0, end)].join('\n')
}

const isComment = (line: string) => {
  const text = line.trim()
  return text === '' || text.startsWith('--')
}

/** Where the comment behind the first semicolon begins; the end of the line where there is none. */
function commentAfterEnd(line: string): number {
  for (let at = line.indexOf(';'); at >= 0; at = line.indexOf(';', at + 1))
    if (
      line
        .slice(at + 1)
        .trimStart()
        .startsWith('--')
    )
      return at
  return line.length
}
