// Names, titles and reasons come from people and from systems. They enter a report as one line of visible text.

const lineEnds = /[\p{Cc}\p{Zl}\p{Zp}]+/gu

/** What has no width or turns the direction of what follows; joiners stay, because scripts and emoji need them. */
const unseen = /(?!\u200c|\u200d|\ufe0f)(?:\p{Cf}|\p{Default_Ignorable_Code_Point})/gu
const loneSurrogate = /\p{Cs}/gu

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** One line of visible text of at most so many characters; what is longer is cut at a character and ends in "…". */
export function cleanText(text: string, limit: number): string {
  const line = text
    // Enough to be cut below, however long it is.
    .slice(0, limit * 16)
    .replaceAll(loneSurrogate, '\ufffd')
    .normalize('NFC')
    .replaceAll(lineEnds, ' ')
    .replaceAll(unseen, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (line.length <= limit) return line
  const kept: string[] = []
  let length = 0
  for (const { segment } of graphemes.segment(line)) {
    if (length + segment.length > limit - 1) break
    kept.push(segment)
    length += segment.length
  }
  return `${kept.join('').trimEnd()}…`
}

/** A path within this product; whatever else a fact names as its address leads to the reports instead. */
export function productPath(href: string): string {
  return /^\/(?![/\\])[\w\-./?=&%#:+~,@]*$/.test(href) && href.length <= 500 ? href : '/reports'
}
