import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

// RE2 cannot explode, but a large text still takes tens of milliseconds: it must not hold up other
// checks, so it runs on a thread of its own, which is ended when it takes longer than a second.

/** Characters of a text that a pattern sees. */
export const patternTextLimit = 262_144
/** Characters of a pattern. */
export const patternLimit = 256
const timeLimitMs = 1_000

export type PatternResult =
  | { outcome: 'matched'; found: string }
  | { outcome: 'no-match' }
  | { outcome: 'invalid'; fault: string }
  | { outcome: 'too-slow' }

interface Question {
  id: number
  pattern: string
  text: string
}

const program = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { RE2JS } = require(workerData)
  parentPort.postMessage('ready')
  parentPort.on('message', ({ id, pattern, text }) => {
    try {
      const matcher = RE2JS.compile(pattern).matcher(text)
      parentPort.postMessage({ id, result: matcher.find() ? { outcome: 'matched', found: matcher.group().slice(0, 200) } : { outcome: 'no-match' } })
    } catch (error) {
      parentPort.postMessage({ id, result: { outcome: 'invalid', fault: String(error.message).slice(0, 200) } })
    }
  })`

interface PatternThread {
  worker: Worker
  ready: Promise<void>
}

let thread: PatternThread | undefined
let lastId = 0
let queue: Promise<unknown> = Promise.resolve()

/**
 * Does the pattern (RE2 syntax: no look-around, no back-references) occur in the text? Only the first
 * 256 KiB are looked at. One question at a time; each ends within a second.
 */
export function matchPattern(pattern: string, text: string): Promise<PatternResult> {
  if (pattern.length > patternLimit) {
    return Promise.resolve({ outcome: 'invalid', fault: `a pattern has at most ${patternLimit} characters` })
  }
  const answer = queue.then(() => ask({ id: ++lastId, pattern, text: text.slice(0, patternTextLimit) }))
  queue = answer
  return answer
}

async function ask(question: Question): Promise<PatternResult> {
  const { worker, ready } = currentThread()
  await ready
  return new Promise((resolve) => {
    const end = (result: PatternResult) => {
      clearTimeout(timer)
      worker.removeAllListeners('message')
      worker.unref()
      resolve(result)
    }
    const timer = setTimeout(() => {
      // A thread that computes hears nothing: ending it is the only way.
      if (thread?.worker === worker) thread = undefined
      void worker.terminate()
      end({ outcome: 'too-slow' })
    }, timeLimitMs)
    worker.ref()
    worker.on('message', ({ id, result }: { id: number; result: PatternResult }) => {
      if (id === question.id) end(result)
    })
    worker.postMessage(question)
  })
}

function currentThread(): PatternThread {
  if (thread) return thread
  const worker = new Worker(program, {
    eval: true,
    workerData: createRequire(import.meta.url).resolve('re2js'),
    resourceLimits: { maxOldGenerationSizeMb: 128 },
  })
  // Loading the engine is our own time, not the pattern's. A thread that cannot start is "ready" too:
  // the question then runs into its time limit.
  const ready = new Promise<void>((resolve) => {
    worker.once('message', () => resolve())
    worker.once('exit', () => resolve())
  })
  const started = { worker, ready }
  const forget = () => {
    if (thread === started) thread = undefined
  }
  worker.on('error', forget)
  worker.on('exit', forget)
  thread = started
  return started
}
