import { type ActionRule, admins, everybody, signedIn } from './rules'

const mail = 'app/(dashboard)/admin/mail/actions.ts'
const settings = 'app/(dashboard)/reports/settings/actions.ts'
const page = () => '/admin/mail'

/** Server Actions of mail and of subscriptions. */
export const mailActions: Readonly<Record<string, ActionRule>> = {
  [`${mail} sendTestAction`]: {
    page,
    fields: () => ({ to: 'ada@example.com' }),
    open: admins,
    // No mail server is set yet.
    outcome: 'conflict',
  },
  [`${mail} saveMailAction`]: {
    page,
    fields: () => ({
      host: 'smtp.example.com',
      port: '587',
      security: 'starttls',
      username: 'wheel',
      password: 'of tests',
      fromName: 'Wheeltapper',
      fromAddress: 'wheel@example.com',
    }),
    open: admins,
    outcome: 'done',
  },
  [`${mail} removeMailAction`]: { page, fields: () => ({}), open: admins, outcome: 'done' },
  [`${mail} retryMessageAction`]: {
    page,
    fields: (world) => ({ id: world.deadMessageId }),
    open: admins,
    outcome: 'done',
  },
  [`${mail} retryAllAction`]: {
    page,
    fields: () => ({}),
    open: admins,
    // The one that was given up is tried again already.
    outcome: 'conflict',
  },
  [`${mail} giveUpMessageAction`]: {
    page,
    fields: (world) => ({ id: world.waitingMessageIds[0] }),
    open: admins,
    outcome: 'done',
  },
  [`${settings} saveSubscriptionAction`]: {
    page: () => '/reports/settings',
    fields: () => ({
      scope: 'instance',
      timing: 'scheduled',
      weekday: '1',
      time: '06:00',
      timeZone: 'Europe/Berlin',
    }),
    open: signedIn,
    outcome: 'done',
  },
  [`${settings} endSubscriptionAction`]: {
    page: () => '/reports/settings',
    fields: (world, caller) => ({ id: world.subscriptions[caller] }),
    open: signedIn,
    outcome: 'done',
  },
  'app/(auth)/unsubscribe/[token]/actions.ts unsubscribeAction': {
    page: (world) => `/unsubscribe/${world.unsubscribeToken}`,
    fields: (world) => ({ token: world.unsubscribeToken }),
    open: everybody,
    outcome: '/unsubscribe/',
  },
}
