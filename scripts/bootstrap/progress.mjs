/** Steps shorter than this are not worth a line. */
const PATIENCE_MS = 400

/**
 * Runs a step and shows it when it takes long: its title at once, its duration at the end. On a
 * terminal the seconds count up meanwhile.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const began = performance.now()
  const seconds = () => Math.round((performance.now() - began) / 1000)
  const isTerminal = process.stdout.isTTY === true
  let isShown = false
  const show = setTimeout(() => {
    isShown = true
    process.stdout.write(isTerminal ? `${title} …` : `${title} …\n`)
  }, PATIENCE_MS)
  const count = setInterval(() => {
    if (isShown && isTerminal) process.stdout.write(`\r${title} … ${seconds()} s`)
  }, 1000)
  let outcome = 'failed after'
  try {
    const result = await work()
    outcome = 'done in'
    return result
  } finally {
    clearTimeout(show)
    clearInterval(count)
    if (isShown) process.stdout.write(`${isTerminal ? '\r' : ''}${title}: ${outcome} ${seconds()} s\n`)
  }
}
