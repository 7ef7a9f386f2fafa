/** Text in which what stands between backticks is code: a grant, a command. */
export function InlineCode({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a constant text never move
    index % 2 === 1 ? <code key={index}>{part}</code> : part,
  )
}
