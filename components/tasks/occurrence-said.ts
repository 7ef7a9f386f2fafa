const sentences: Readonly<Record<string, string>> = {
  claim: 'You are on it: others see your initials.',
  release: 'Free for somebody else.',
  block: 'Marked as blocked, with the reason. It stays due.',
  unblock: 'No longer blocked.',
  snooze: 'Snoozed. Its deadline has not moved.',
  record: 'Recorded.',
  skip: 'Skipped, with the reason in its record.',
  created: 'The task is planned.',
  changed: 'The task is changed.',
  pause: 'Paused until that day; nothing is asked for meanwhile.',
  resume: 'It runs again.',
  archive: 'Archived. Its record stays readable here.',
  reported: 'The finding is open.',
}

/** What was done, after a form came back to the page: `?said=claim`. Unknown words say nothing. */
export function occurrenceSaid(said: string | string[] | undefined): string | undefined {
  return typeof said === 'string' ? sentences[said] : undefined
}
