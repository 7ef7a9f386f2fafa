/** The views of the findings list, in the order of their tabs. Apart from the schema, so that browsers get it without zod. */
export const findingViews = [
  'open',
  'mine',
  'past-sla',
  'due-7d',
  'unowned',
  'accepted',
  'reopened',
  'closed',
] as const
export type FindingView = (typeof findingViews)[number]
