const megabyte = 1_048_576

const megabytes = (bytes: number) => `${Math.max(0.1, Math.round((bytes / megabyte) * 10) / 10)} MB`

/** Why a file is too large and what to attach instead. */
export function tooLargeSentence(fileName: string, bytes: number, limit: number): string {
  return `${fileName} has ${megabytes(bytes)}; at most ${megabytes(limit)} can be attached. Attach the part that shows it, or link to where the whole lies.`
}

/** The same of a form whose size alone is known. */
export function tooLargeFormSentence(limit: number): string {
  return `What was sent is too large: the files of one form may have ${megabytes(limit)} together. Nothing was stored. Go back, attach the part that shows it, or link to where the whole lies.`
}

/** Bytes that a whole form may have: its files, and the texts and frames around them. */
export function formLimit(fileLimit: number): number {
  return fileLimit + megabyte
}
