import type { Metadata } from 'next'
import Link from 'next/link'
import { pageDoor } from '@/app/page-door'
import { requireViewer } from '@/app/viewer'
import { OwnRuleForm } from '@/components/red-flags/own-rule-form'
import { OwnRuleHelp } from '@/components/red-flags/own-rule-help'
import { PageHeader } from '@/components/ui/page-header'
import { Section } from '@/components/ui/section'
import { newOwnRule } from '@/lib/red-flags/rule-service'
import { saveOwnRuleAction } from '../../actions'

export const metadata: Metadata = { title: 'Write your own rule' }

export default pageDoor(async function NewRulePage() {
  const viewer = await requireViewer()
  const { example, facts, operators } = newOwnRule(viewer)
  return (
    <>
      <PageHeader
        meta={
          <Link href="/red-flags" prefetch={false}>
            Red flags
          </Link>
        }
        headline="Write a red flag of your own"
        lead="A claim, the proof it needs, and when the proof is missing. Under any, one condition is enough; under all, every one must hold. A fact that is not known makes the flag unknown, never clear."
      />
      <OwnRuleForm ruleKey="" source={example} submit="Save, and switch it on" action={saveOwnRuleAction} />
      <Section title="Facts" count={facts.length}>
        <p className="sec-note">
          Each is a number; compare it with one of <code>{operators.join(' ')}</code>.
        </p>
        <OwnRuleHelp facts={facts} />
      </Section>
    </>
  )
})
