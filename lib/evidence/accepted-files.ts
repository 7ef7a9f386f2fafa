// Apart from file-kinds.ts, because browsers load this one; a test holds both together.

/** What can be attached, in words. */
export const acceptedInWords = 'PNG, JPEG, WebP and GIF images, PDF, text (log, CSV, JSON, …), ZIP and gzip'

/** Every ending that a file of evidence may have, for the file dialog of a browser. */
export const acceptedEndings =
  '.png,.jpg,.jpeg,.webp,.gif,.pdf,.zip,.gz,.tgz,.csv,.json,.txt,.log,.out,.err,.md,.tsv,.jsonl,.ndjson,.yaml,.yml,.sql,.conf,.cfg,.ini,.toml,.diff,.patch'
