import { expect, it } from 'vitest'
import { changedParts } from './changed-parts'

it('names what differs, and only that', () => {
  expect(
    changedParts({ name: 'a', role: 'viewer', teams: [] }, { name: 'a', role: 'admin', teams: ['x', 'y'] }),
  ).toEqual([
    { name: 'role', from: 'viewer', to: 'admin' },
    { name: 'teams', from: 'none', to: 'x, y' },
  ])
})

it('shows what came and what went', () => {
  expect(changedParts(null, { cidr: '10.0.0.0/8' })).toEqual([{ name: 'cidr', from: null, to: '10.0.0.0/8' }])
  expect(changedParts({ paused: true }, null)).toEqual([{ name: 'paused', from: 'true', to: null }])
  expect(changedParts(null, null)).toEqual([])
  expect(changedParts('a', 'b')).toEqual([{ name: '', from: 'a', to: 'b' }])
})

it('cuts what is too long for a row', () => {
  expect(changedParts(null, { text: 'x'.repeat(500) })[0]?.to).toHaveLength(201)
})
