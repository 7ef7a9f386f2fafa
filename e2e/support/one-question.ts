/** A checklist of one question. */
export const oneQuestion = (key: string): string => `key: ${key}
title: Access ${key}
purpose: To try who may change it.
occasion: event
controls:
  - key: ${key}.one
    area: Access
    question: May everybody change this?
    why: What everybody can change, nobody can trust.
    remediation: Ask who needs to.
    type: boolean
    severity: low
    evidencePolicy: none
    validForDays: 90
    dimension: security
`
