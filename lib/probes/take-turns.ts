/** What waits for its turn: who is inside, and who comes next. */
interface Queue {
  inside: number
  waiting: (() => void)[]
}

/**
 * At most so many at the same time under one key; the rest wait in order. Audits of one server take
 * turns, so that asking twenty questions at once does not take twenty of its connection slots.
 */
export function createTurns(atOnce: number) {
  const queues = new Map<string, Queue>()

  const leave = (key: string, queue: Queue) => () => {
    const next = queue.waiting.shift()
    if (next) return next()
    queue.inside -= 1
    if (queue.inside === 0) queues.delete(key)
  }

  /** Resolves with the function that ends the turn; rejects with the signal's reason if it comes first. */
  return async function takeTurn(key: string, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted()
    const queue = queues.get(key) ?? { inside: 0, waiting: [] }
    queues.set(key, queue)
    if (queue.inside < atOnce) {
      queue.inside += 1
      return leave(key, queue)
    }
    return new Promise((resolve, reject) => {
      const admit = () => {
        signal.removeEventListener('abort', giveUp)
        resolve(leave(key, queue))
      }
      const giveUp = () => {
        queue.waiting.splice(queue.waiting.indexOf(admit), 1)
        reject(signal.reason)
      }
      queue.waiting.push(admit)
      signal.addEventListener('abort', giveUp, { once: true })
    })
  }
}
