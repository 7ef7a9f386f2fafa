import { Document, isCollection, isMap, isScalar, isSeq, Scalar, visit } from 'yaml'
import type { AppliesWhen, ChecklistDocument, Control, ControlChoice } from './schema'

/**
 * A checklist as YAML: fields always in the same order, defaults left out, so that two versions differ only where
 * they say something else. parseChecklist reads the same document back.
 */
export function writeChecklist(checklist: ChecklistDocument): string {
  const { key, title, purpose, occasion, appliesTo, controls } = checklist
  const document = new Document(
    {
      key,
      title,
      purpose,
      occasion,
      ...(appliesTo.length > 0 ? { appliesTo } : {}),
      controls: controls.map(plainControl),
    },
    // Parts that are the same object are still written out: aliases are not read back.
    { aliasDuplicateObjects: false },
  )
  layOut(document)
  return document.toString({ lineWidth: 110, indentSeq: true, flowCollectionPadding: false })
}

function plainControl(control: Control) {
  const { key, area, question, why, remediation, type, choices, threshold } = control
  const { severity, evidencePolicy, validForDays, dimension, appliesWhen, proofOf, answeredBy } = control
  return {
    key,
    area,
    question,
    why,
    remediation,
    type,
    ...(choices.length > 0 ? { choices: choices.map(plainChoice) } : {}),
    ...(threshold ? { threshold: plainThreshold(threshold) } : {}),
    severity,
    evidencePolicy,
    validForDays,
    dimension,
    ...(appliesWhen ? { appliesWhen: withoutUndefined(appliesWhen) } : {}),
    ...(proofOf === null ? {} : { proofOf }),
    ...(answeredBy.length > 0 ? { answeredBy } : {}),
  }
}

const plainChoice = ({ key, label, outcome, improvement }: ControlChoice) => ({
  key,
  label,
  outcome,
  ...(improvement === '' ? {} : { improvement }),
})

const plainThreshold = ({ unit, worse, warn, fail }: NonNullable<Control['threshold']>) => ({
  unit,
  worse,
  ...(warn === null ? {} : { warn }),
  fail,
})

const withoutUndefined = (fields: AppliesWhen) => {
  const { systemKind, targetKind, environment, criticality } = fields
  return {
    ...(systemKind ? { systemKind } : {}),
    ...(targetKind ? { targetKind } : {}),
    ...(environment ? { environment } : {}),
    ...(criticality ? { criticality } : {}),
  }
}

/** Lists of words and small maps of them on one line, as people write them. */
function layOut(document: Document): void {
  visit(document, {
    Seq(_place, list) {
      if (list.items.every((item) => isScalar(item))) list.flow = true
    },
    Pair(_place, { key, value }) {
      const name = isScalar(key) ? key.value : null
      if ((name === 'threshold' || name === 'appliesWhen') && isMap(value)) value.flow = true
      if (name === 'answeredBy' && isSeq(value)) value.flow = true
    },
    // Within brackets, a plain text of several lines would not always be read back.
    Scalar(_place, scalar, around) {
      const isInBrackets = around.some((node) => isCollection(node) && node.flow)
      if (isInBrackets && typeof scalar.value === 'string' && scalar.value.includes('\n'))
        scalar.type = Scalar.QUOTE_DOUBLE
    },
  })
}
