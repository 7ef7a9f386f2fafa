import { describe, expect, it } from 'vitest'
import { createTurns } from './take-turns'

const never = new AbortController().signal

describe('createTurns', () => {
  it('lets so many in and the next one only when somebody leaves', async () => {
    const takeTurn = createTurns(2)
    const first = await takeTurn('db', never)
    await takeTurn('db', never)
    let admitted = false
    const third = takeTurn('db', never).then((leave) => {
      admitted = true
      return leave
    })
    await Promise.resolve()
    expect(admitted).toBe(false)
    first()
    await third
    expect(admitted).toBe(true)
  })

  it('keeps keys apart', async () => {
    const takeTurn = createTurns(1)
    await takeTurn('a', never)
    await expect(takeTurn('b', never)).resolves.toBeTypeOf('function')
  })

  it('gives up with the signal and hands the turn to the one behind', async () => {
    const takeTurn = createTurns(1)
    const leave = await takeTurn('db', never)
    const impatient = new AbortController()
    const second = takeTurn('db', impatient.signal)
    const third = takeTurn('db', never)
    impatient.abort(new Error('no more time'))
    await expect(second).rejects.toThrow('no more time')
    leave()
    await expect(third).resolves.toBeTypeOf('function')
  })

  it('refuses at once when the signal has already ended', async () => {
    await expect(createTurns(1)('db', AbortSignal.abort(new Error('ended')))).rejects.toThrow('ended')
  })
})
