'use client'

import { createContext, type ReactNode, useContext } from 'react'

const Limit = createContext(10 * 1_048_576)

/** Tells every evidence field below how many bytes a file may have; the layout says what the server takes. */
export function EvidenceLimit({ bytes, children }: { bytes: number; children: ReactNode }) {
  return <Limit.Provider value={bytes}>{children}</Limit.Provider>
}

/** Bytes that the files of one form may have together. */
export const useEvidenceLimit = () => useContext(Limit)
