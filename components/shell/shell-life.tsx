'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { formatNear } from '@/lib/format/moment'
import { hotkeyStep, sequenceMs } from './hotkey-step'

interface ShellLifeProps {
  /** The person's own switch. */
  hotkeys: boolean
  zone: string
  /** The server's clock: ages are counted on it, not on the browser's. */
  now: string
  /** The list of keys, rendered on the server. */
  sheet: ReactNode
}

/** Choices take no text: their keys go on working when one has the focus. */
const isChoice = (target: EventTarget | null): target is HTMLInputElement =>
  target instanceof HTMLInputElement && ['radio', 'checkbox'].includes(target.type)

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  !isChoice(target) &&
  target.closest('input, textarea, select, [contenteditable]') !== null

/** Focuses the first link of the next row; the browser's Enter opens it. */
function moveRow(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row]')]
  const here = rows.findIndex((row) => row.contains(document.activeElement))
  const next = rows[here === -1 ? (by === 1 ? 0 : rows.length - 1) : here + by]
  next?.querySelector<HTMLElement>('a')?.focus()
}

/** Presses what the row that has the focus marks with this key, else the first such thing on the page. */
function pressTarget(name: string): boolean {
  const marked = `[data-hotkey="${name}"]`
  const row = document.activeElement?.closest('main [data-row]')
  const target =
    row?.querySelector<HTMLElement>(marked) ?? document.querySelector<HTMLElement>(`main ${marked}`)
  if (!target) return false
  const takesText = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  if (takesText) target.focus()
  if (!takesText || isChoice(target)) target.click()
  return true
}

function useHotkeys(enabled: boolean, showSheet: () => void): void {
  const router = useRouter()
  useEffect(() => {
    if (!enabled) return
    let lastG = 0
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target))
        return
      const step = hotkeyStep(event.key, Date.now() - lastG < sequenceMs)
      lastG = step.do === 'wait' ? Date.now() : 0
      if (step.do === 'go') router.push(step.href)
      if (step.do === 'move') moveRow(step.by)
      if (step.do === 'sheet') showSheet()
      if (step.do === 'press' && !pressTarget(step.target)) return
      if (step.do !== 'nothing') event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [enabled, router, showSheet])
}

/** One ticker for all ages on the page, on the server's clock. */
function useAges(zone: string, now: string): void {
  useEffect(() => {
    const offset = Date.parse(now) - Date.now()
    const timer = setInterval(() => {
      const current = new Date(Date.now() + offset)
      for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-age]')) {
        time.textContent = formatNear(new Date(time.dateTime), zone, current)
      }
    }, 60_000)
    return () => clearInterval(timer)
  }, [zone, now])
}

/** Paper cannot unfold: everything is open while it prints. */
function useOpenForPrint(): void {
  useEffect(() => {
    let opened: HTMLDetailsElement[] = []
    const open = () => {
      opened = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')]
      for (const each of opened) each.open = true
    }
    const close = () => {
      for (const each of opened) each.open = false
    }
    addEventListener('beforeprint', open)
    addEventListener('afterprint', close)
    return () => {
      removeEventListener('beforeprint', open)
      removeEventListener('afterprint', close)
    }
  }, [])
}

/** What a script adds to every page; without it nothing is missing but comfort. */
export function ShellLife({ hotkeys, zone, now, sheet }: ShellLifeProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const showSheet = useRef(() => dialog.current?.showModal())
  useHotkeys(hotkeys, showSheet.current)
  useAges(zone, now)
  useOpenForPrint()
  return (
    <dialog ref={dialog} className="sheet" aria-labelledby="shortcuts-title">
      <form method="dialog" className="sheet-head">
        <h2 id="shortcuts-title">Keys</h2>
        <Button type="submit">Close</Button>
      </form>
      {sheet}
      <p className="sec-note">Switch them off in your settings.</p>
    </dialog>
  )
}
