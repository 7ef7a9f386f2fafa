/** What of a card's menu leads to a column. */
const wayTo = (card: Element, column: string) => card.querySelector<HTMLElement>(`[data-move="${column}"]`)

/**
 * Lets cards be dragged to a column. A drop presses what the card's own menu has for that column, or opens it where
 * something must be typed first: there is one way to move, and dragging is only a shorter reach for it.
 */
export function enableDrag(board: HTMLElement): () => void {
  let held: HTMLElement | null = null
  const columnOf = (target: EventTarget | null) =>
    target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null
  const clear = () => {
    for (const each of board.querySelectorAll('.drop-here')) each.classList.remove('drop-here')
  }
  const onStart = (event: DragEvent) => {
    held = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-card]') : null
    if (held && event.dataTransfer) event.dataTransfer.effectAllowed = 'move'
  }
  const onOver = (event: DragEvent) => {
    const column = columnOf(event.target)
    clear()
    if (!held || !column || !wayTo(held, column.dataset.column ?? '')) return
    event.preventDefault()
    column.classList.add('drop-here')
  }
  const onDrop = (event: DragEvent) => {
    const way = held && wayTo(held, columnOf(event.target)?.dataset.column ?? '')
    if (way) {
      event.preventDefault()
      take(way)
    }
    onEnd()
  }
  const onEnd = () => {
    clear()
    held = null
  }
  const holdable = () => {
    for (const card of board.querySelectorAll<HTMLElement>('[data-card]'))
      card.draggable = card.querySelector('[data-move]') !== null
  }
  // Cards change when the server answers a move.
  const watcher = new MutationObserver(holdable)
  watcher.observe(board, { childList: true, subtree: true })
  holdable()
  const listeners = [
    ['dragstart', onStart],
    ['dragover', onOver],
    ['drop', onDrop],
    ['dragend', onEnd],
  ] as const
  for (const [name, listener] of listeners) board.addEventListener(name, listener)
  return () => {
    watcher.disconnect()
    for (const [name, listener] of listeners) board.removeEventListener(name, listener)
  }
}

function take(way: HTMLElement): void {
  const field = way.querySelector<HTMLInputElement>('input:not([type="hidden"])')
  if (field) {
    way.closest('details')?.setAttribute('open', '')
    field.focus()
    return
  }
  way.querySelector<HTMLElement>('button, a')?.click()
}
