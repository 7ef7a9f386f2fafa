/** Days that a pause may last; a longer one is a decision to stop watching. */
export const longestPauseDays = 90
