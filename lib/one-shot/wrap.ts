/** Breaks text into lines of at most `width` characters at spaces; a longer word, such as an address, stays whole. */
export function wrap(text: string, width: number): string[] {
  return printable(text)
    .split('\n')
    .flatMap((paragraph) => {
      const lines: string[] = []
      let line = ''
      for (const word of paragraph.split(' ')) {
        const longer = line === '' ? word : `${line} ${word}`
        if (longer.length <= width || line === '') line = longer
        else {
          lines.push(line)
          line = word
        }
      }
      return [...lines, line]
    })
}

/** What a server said must not move the cursor or change colours of the terminal that shows it. */
function printable(text: string): string {
  return [...text.replace(/\r\n?|\t/g, ' ')]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0
      const isControl = (code < 0x20 && character !== '\n') || (code >= 0x7f && code <= 0x9f)
      return isControl ? '\ufffd' : character
    })
    .join('')
}
