import { expect, it } from 'vitest'
import { createLineChannel } from './line-channel'

it('hands over every line in its order, one at a time', async () => {
  const channel = createLineChannel()
  const taken: string[] = []
  let ahead = 0
  const bringing = (async () => {
    for (let index = 0; index < 1_000; index++) {
      await channel.push(String(index))
      ahead = Math.max(ahead, index - taken.length)
    }
    channel.end()
  })()
  for await (const line of channel.lines) taken.push(line)
  await bringing
  expect(taken).toEqual(Array.from({ length: 1_000 }, (_each, index) => String(index)))
  expect(ahead).toBeLessThanOrEqual(2)
})

it('lets whoever brings lines go on when nobody takes them any more', async () => {
  const channel = createLineChannel()
  const bringing = Promise.all([channel.push('a')]).then(() => channel.push('b'))
  for await (const _line of channel.lines) break
  await bringing
  await channel.push('c')
})
