/** A kind of file that can be evidence. */
export interface FileKind {
  /** As people call it: "a PNG image". */
  name: string
  /** Type under which it is served. */
  mediaType: string
  extensions: readonly string[]
  /** A page of the product may show it, as a picture. */
  isViewable: boolean
}

/** Kinds that are known by their first bytes; by the type that file-type gives them. */
export const binaryKinds: Readonly<Record<string, FileKind>> = {
  'image/png': { name: 'a PNG image', mediaType: 'image/png', extensions: ['png'], isViewable: true },
  'image/apng': { name: 'a PNG image', mediaType: 'image/png', extensions: ['png'], isViewable: true },
  'image/jpeg': {
    name: 'a JPEG image',
    mediaType: 'image/jpeg',
    extensions: ['jpg', 'jpeg'],
    isViewable: true,
  },
  'image/webp': { name: 'a WebP image', mediaType: 'image/webp', extensions: ['webp'], isViewable: true },
  'image/gif': { name: 'a GIF image', mediaType: 'image/gif', extensions: ['gif'], isViewable: true },
  'application/pdf': {
    name: 'a PDF document',
    mediaType: 'application/pdf',
    extensions: ['pdf'],
    isViewable: false,
  },
  'application/zip': {
    name: 'a ZIP archive',
    mediaType: 'application/zip',
    extensions: ['zip'],
    isViewable: false,
  },
  'application/gzip': {
    name: 'a gzip archive',
    mediaType: 'application/gzip',
    extensions: ['gz', 'tgz'],
    isViewable: false,
  },
}

/** What has no first bytes of its own: told apart by the name alone, served as what harms nobody. */
export const textKinds: readonly FileKind[] = [
  { name: 'a CSV table', mediaType: 'text/csv', extensions: ['csv'], isViewable: false },
  { name: 'a JSON document', mediaType: 'application/json', extensions: ['json'], isViewable: false },
  {
    name: 'a text file',
    mediaType: 'text/plain',
    extensions: [
      'txt',
      'log',
      'out',
      'err',
      'md',
      'tsv',
      'jsonl',
      'ndjson',
      'yaml',
      'yml',
      'sql',
      'conf',
      'cfg',
      'ini',
      'toml',
      'diff',
      'patch',
    ],
    isViewable: false,
  },
]

/** Whether a page may show a file of this type as a picture; everything else is saved. */
export function isViewable(mediaType: string | null): boolean {
  return Object.values(binaryKinds).some((kind) => kind.isViewable && kind.mediaType === mediaType)
}
