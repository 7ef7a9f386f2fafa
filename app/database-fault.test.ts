import { describe, expect, it } from 'vitest'
import { isDatabaseAway } from './database-fault'

const fault = (more: object, message = 'failed') => Object.assign(new Error(message), more)

describe('whether the database is away', () => {
  it.each([
    ['a refused connection', fault({ code: 'ECONNREFUSED' })],
    ['every address refused', new AggregateError([fault({ code: 'ECONNREFUSED' })])],
    ['a server that shuts down', fault({ code: '57P01' })],
    ['a server that starts', fault({ code: '57P03' })],
    ['a broken connection', fault({ code: '08006' })],
    ['no connection left', fault({ code: '53300' })],
    ['a connection lost in a query', fault({}, 'Connection terminated unexpectedly')],
    ['no connection in time', fault({}, 'timeout exceeded when trying to connect')],
    ['what Prisma says', fault({ code: 'P1001' })],
    ['one fault inside another', fault({ cause: fault({ code: 'ECONNRESET' }) })],
  ])('%s: yes', (_, error) => expect(isDatabaseAway(error)).toBe(true))

  it.each([
    ['a missing column', fault({ code: '42703' })],
    ['a missing file', fault({ code: 'ENOENT' })],
    ['a bug', new TypeError('x is not a function')],
    ['nothing', undefined],
    ['a text', 'ECONNREFUSED'],
  ])('%s: no', (_, error) => expect(isDatabaseAway(error)).toBe(false))
})
