import { hash } from 'node:crypto'
import { type FileKind, fileKinds, type WalkedFile, walkFiles } from '@/lib/probes/walk-files'

/** One file below a root. */
export type ListedFile = WalkedFile

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

/** Whether a file is in the sample: told by its path and size alone. */
export function isSampled(path: string, bytes: number, sample: FileSample): boolean {
  if (bytes <= sample.everyBelowBytes || sample.percent >= 100) return true
  if (sample.percent <= 0) return false
  const drawn = hash('sha256', `${sample.seed}\n${path}`, 'buffer').readUInt32BE(0)
  return drawn < (sample.percent / 100) * 2 ** 32
}

const letters: Readonly<Record<FileKind, string>> = { file: 'f', link: 'l', other: 'o', unreadable: 'u' }

/** A file as one line of text (without its line feed). */
export function encodeFile({ path, kind, bytes, sha256, modified }: ListedFile): string {
  return `${path}\t${letters[kind]}\t${bytes}\t${modified}\t${sha256 ?? ''}`
}

/** And back. Throws when the line is none of encodeFile. */
export function decodeFile(line: string): ListedFile {
  const [path, letter, bytes, modified, sha256, ...rest] = line.split('\t')
  const kind = fileKinds.find((each) => letters[each] === letter)
  if (path === undefined || !kind || sha256 === undefined || rest.length > 0)
    throw new Error(`a line of a file list cannot be read: ${line.slice(0, 200)}`)
  return { path, kind, bytes: Number(bytes), modified: Number(modified), sha256: sha256 || null }
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
export function listFiles(
  root: string,
  { sample, signal, onProgress }: FileListWish,
): AsyncGenerator<ListedFile> {
  return walkFiles(root, {
    signal,
    isRead: (path, bytes) => isSampled(path, bytes, sample),
    ...(onProgress ? { onProgress: (files: number, bytes: number) => onProgress({ files, bytes }) } : {}),
  })
}
