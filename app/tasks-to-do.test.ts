import { beforeEach, expect, it, vi } from 'vitest'
import type { Viewer } from '@/lib/auth/viewer'
import { tasksToDo } from './tasks-to-do'

const counted = vi.hoisted(() => vi.fn())
vi.mock('@/lib/tasks/service', () => ({ countTasksToDo: counted }))

const viewer = (timeZone: string) => ({ timeZone }) as Viewer
beforeEach(() => {
  counted.mockReset()
  delete (globalThis as { wheeltapperTasksToDo?: unknown }).wheeltapperTasksToDo
  vi.useFakeTimers({ now: 0 })
})

it('asks once in ten seconds for all whose day is the same', async () => {
  counted.mockResolvedValueOnce(3).mockResolvedValueOnce(4).mockResolvedValueOnce(5)
  expect(await tasksToDo(viewer('UTC'))).toBe(3)
  expect(await tasksToDo(viewer('UTC'))).toBe(3)
  expect(await tasksToDo(viewer('Asia/Tokyo'))).toBe(4)
  vi.advanceTimersByTime(10_000)
  expect(await tasksToDo(viewer('UTC'))).toBe(5)
  expect(counted).toHaveBeenCalledTimes(3)
})

it('asks again after a failure, and hides none', async () => {
  counted.mockRejectedValueOnce(new Error('away')).mockResolvedValueOnce(2)
  await expect(tasksToDo(viewer('UTC'))).rejects.toThrow('away')
  expect(await tasksToDo(viewer('UTC'))).toBe(2)
})
