import { expect, it } from 'vitest'
import { withSaid } from './return-address'

const id = '019a0000-0000-7000-8000-000000000001'

it.each([
  ['/tasks', '/tasks?said=claim'],
  ['/tasks?view=board&tier=daily', '/tasks?view=board&tier=daily&said=claim'],
  ['/tasks?said=block', '/tasks?said=claim'],
  [`/tasks/${id}?occurrence=${id}`, `/tasks/${id}?occurrence=${id}&said=claim`],
  [`/systems/${id}/tasks`, `/systems/${id}/tasks?said=claim`],
  // Nobody is led elsewhere by a form that was tampered with.
  ['', '/tasks/x?said=claim'],
  ['https://evil.example/tasks', '/tasks/x?said=claim'],
  ['//evil.example', '/tasks/x?said=claim'],
  ['/tasks\n//evil.example', '/tasks/x?said=claim'],
  ['/tasksevil', '/tasks/x?said=claim'],
  ['/admin/users', '/tasks/x?said=claim'],
])('%s', (back, address) => {
  expect(withSaid(back, '/tasks/x', 'claim')).toBe(address)
})
