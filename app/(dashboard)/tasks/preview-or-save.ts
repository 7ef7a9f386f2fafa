import type { Viewer } from '@/lib/auth/viewer'
import type { FormState } from '@/lib/form-state'
import { formatClock, formatDay } from '@/lib/format/moment'
import { Problem } from '@/lib/problem'
import { previewSchedule } from '@/lib/tasks/form-service'
import { inFormFields, scheduleOfForm, typedTask } from '@/lib/tasks/task-form-input'

type Typed = { systemId: string } & Record<string, unknown>

/**
 * The task form has two buttons: one stores it, one (`intent` preview) shows its next dates. What is wrong is said
 * under the names of the form's fields.
 */
export async function previewOrSave(
  viewer: Viewer,
  typed: Typed,
  save: () => Promise<never>,
): Promise<FormState> {
  try {
    return typed.intent === 'preview' ? await preview(viewer, typed) : await save()
  } catch (error) {
    if (error instanceof Problem) throw inFormFields(error, String(typed.scheduleType))
    throw error
  }
}

async function preview(viewer: Viewer, typed: Typed): Promise<FormState> {
  const timeZone = String(typed.timeZone ?? '')
  const { text, dates, notes } = await previewSchedule(viewer, {
    systemId: typed.systemId,
    schedule: scheduleOfForm(typed),
    timeZone,
  })
  const now = new Date()
  const lines = dates.map((date) => {
    const at = new Date(date)
    return `${formatDay(at, timeZone, now)} ${formatClock(at, timeZone)}`
  })
  return {
    notice: 'Nothing is stored yet. The next dates stand under the schedule.',
    preview: { title: text, lines, notes },
    values: typedTask(typed),
  }
}
