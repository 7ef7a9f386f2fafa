const sentences: Readonly<Record<string, string>> = {
  step: 'Written down.',
  right: 'That is right.',
  core: 'Kept. What is recorded stands beside it now.',
  'handed-in': 'Handed in. Your mentor reads it now.',
  assigned: 'Asked. They land here when they sign in next.',
  sign: 'Signed. It counts as completed.',
  return: 'Given back.',
  ended: 'Ended without a signature. It stays readable.',
  note: 'Saved. The chapter counts as looked at today.',
}

/** What was done just now, from the address. */
export const saidSentence = (said: string | string[] | undefined): string | null =>
  typeof said === 'string' ? (sentences[said] ?? null) : null
