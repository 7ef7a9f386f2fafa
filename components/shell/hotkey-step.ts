import { places } from './places'

/** Keys that press what the page marks with `data-hotkey`. */
const pressed = ['/', 'r', 'e', '[', ']', 'n', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

export type HotkeyStep =
  | { do: 'go'; href: string }
  | { do: 'press'; target: (typeof pressed)[number] }
  | { do: 'move'; by: 1 | -1 }
  | { do: 'sheet' }
  | { do: 'wait' }
  | { do: 'nothing' }

/** How long after `g` its second key counts. */
export const sequenceMs = 1200

/** What a key means, given the one before it. Pure, so that the table of keys is its test. */
export function hotkeyStep(key: string, afterG: boolean): HotkeyStep {
  if (afterG) {
    const href = places[key]
    return href ? { do: 'go', href } : { do: 'nothing' }
  }
  const target = pressed.find((each) => each === key)
  if (target) return { do: 'press', target }
  switch (key) {
    case 'g':
      return { do: 'wait' }
    case 'j':
      return { do: 'move', by: 1 }
    case 'k':
      return { do: 'move', by: -1 }
    case '?':
      return { do: 'sheet' }
    default:
      return { do: 'nothing' }
  }
}
