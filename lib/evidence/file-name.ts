const longest = 120

// Control characters, and those that turn the direction of writing: "exe.gpj" must not read as "jpg.exe".
const unreadable = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu

/** A file name without folders, control characters or tricks; keeps its ending. Never empty. */
export function cleanFileName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? ''
  const readable = base
    .normalize('NFC')
    .replaceAll(unreadable, '')
    .replaceAll(/[<>:"|?*]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^\.+/, '')
    .replace(/[. ]+$/, '')
  if (readable === '') return 'file'
  if (readable.length <= longest) return readable
  const ending = /\.[a-z0-9]{1,10}$/i.exec(readable)?.[0] ?? ''
  return `${readable.slice(0, longest - ending.length).toWellFormed()}${ending}`
}

/** Value of Content-Disposition: an ASCII name for old clients, the real one beside it. */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replaceAll(/[^\x20-\x7e]/g, '_').replaceAll(/["\\%]/g, '_')
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
