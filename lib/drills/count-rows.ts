/** Rows for counts that the form shows; further ones are typed line by line. */
export const countRows = [1, 2, 3, 4, 5] as const
