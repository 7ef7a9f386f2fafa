/** What a name in a folder is. `unreadable`: it is there, and the worker may not look into it. */
export const fileKinds = ['file', 'link', 'other', 'unreadable'] as const
export type FileKind = (typeof fileKinds)[number]

/** One file below a root. */
export interface ListedFile {
  /** Below the root, "/" between folders; bytes that are no text and control characters as \xNN, "\" as "\\". */
  path: string
  kind: FileKind
  bytes: number
  /** Of files in the sample: of their content. Of links: of where they point. */
  sha256: string | null
  /** Seconds since 1970; never compared. */
  modified: number
}

/** Which files are read, besides being counted and measured. The same wish chooses the same files on both sides. */
export interface FileSample {
  /** Any text: names the draw. */
  seed: string
  /** Every file up to this size is read. */
  everyBelowBytes: number
  /** Of the bigger ones, so many of a hundred. */
  percent: number
}

export const defaultFileSample: FileSample = { seed: 'wheeltapper', everyBelowBytes: 16 * 1024, percent: 5 }

/** A file as one line of text (without its line feed), and back. Lines sort as paths do. */
export function encodeFile(_file: ListedFile): string {
  throw new Error('not written yet')
}

/** Throws when the line is none of encodeFile. */
export function decodeFile(_line: string): ListedFile {
  throw new Error('not written yet')
}

/** How far a list is. */
export interface FileListProgress {
  files: number
  bytes: number
}

/** What a list of files needs. */
export interface FileListWish {
  sample: FileSample
  signal: AbortSignal
  onProgress?: (progress: FileListProgress) => void
}

/**
 * All files below a folder, sorted by path, one after the other: a million are never in memory. Symbolic links are
 * listed and not followed. Throws ProbeError when the root is missing or may not be read.
 */
export async function* listFiles(_root: string, _wish: FileListWish): AsyncGenerator<ListedFile> {
  yield* []
  throw new Error('not written yet')
}
