/** Lines that come by being called, and go by being iterated: whoever brings one waits until it was taken. */
export interface LineChannel {
  push(line: string): Promise<void>
  end(): void
  lines: AsyncIterable<string>
}

/** A channel that holds one line at a time, so that neither side runs ahead of the other. */
export function createLineChannel(): LineChannel {
  let waiting: { line: string; taken: () => void } | null = null
  let hasEnded = false
  let wake: (() => void) | null = null
  const ring = () => {
    wake?.()
    wake = null
  }
  async function* lines(): AsyncGenerator<string> {
    try {
      for (;;) {
        if (waiting) {
          const { line, taken } = waiting
          waiting = null
          taken()
          yield line
        } else if (hasEnded) return
        else
          await new Promise<void>((resolve) => {
            wake = resolve
          })
      }
    } finally {
      // Nobody takes any more: whoever brings lines must not wait for ever.
      hasEnded = true
      waiting?.taken()
    }
  }
  return {
    push(line) {
      if (hasEnded) return Promise.resolve()
      return new Promise((taken) => {
        waiting = { line, taken }
        ring()
      })
    },
    end() {
      hasEnded = true
      ring()
    },
    lines: lines(),
  }
}
