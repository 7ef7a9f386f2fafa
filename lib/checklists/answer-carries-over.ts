/**
 * Whether an answer stays valid in a version that asks again: while the control's meaning is the one that was
 * answered. Where it is not, the control reads unknown until somebody answers what is asked now.
 */
export function answerCarriesOver(answered: { meaning: string }, asked: { meaning: string }): boolean {
  return answered.meaning === asked.meaning
}
