import { Agent, type IncomingHttpHeaders, request } from 'node:http'

export interface TimedAnswer {
  status: number
  headers: IncomingHttpHeaders
  /** Bytes on the wire, as a browser gets them: compressed where the server compresses. */
  bytes: number
  milliseconds: number
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 })

/** One request on a kept connection, timed from its start to the last byte of the answer. */
export function timedGet(url: string, headers: Record<string, string> = {}): Promise<TimedAnswer> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const sent = request(url, { agent, headers }, (answer) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          bytes,
          milliseconds: performance.now() - began,
        }),
      )
    })
    sent.on('error', reject)
    sent.end()
  })
}

/** The same request many times, one after the other, after some that do not count. */
export async function timeRequests(
  url: string,
  headers: Record<string, string>,
  counts: { warmUp: number; measured: number },
): Promise<TimedAnswer[]> {
  for (let index = 0; index < counts.warmUp; index++) expectPage(url, await timedGet(url, headers))
  const answers: TimedAnswer[] = []
  for (let index = 0; index < counts.measured; index++)
    answers.push(expectPage(url, await timedGet(url, headers)))
  return answers
}

/** A redirect to the sign-in page would be fast and mean nothing. */
function expectPage(url: string, answer: TimedAnswer): TimedAnswer {
  if (answer.status !== 200)
    throw new Error(
      `${url} answered ${answer.status}${answer.headers.location ? ` to ${answer.headers.location}` : ''}`,
    )
  return answer
}
