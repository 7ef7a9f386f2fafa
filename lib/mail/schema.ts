import { z } from 'zod'
import { isMailable } from './address'
import { refusePort } from './mail-port'

/** How the way to the mail server is protected. */
export const mailSecurities = ['starttls', 'tls', 'none'] as const
export type MailSecurity = (typeof mailSecurities)[number]

const line = (sentence: string, limit: number) =>
  z
    .string({ error: sentence })
    .trim()
    .max(limit, `At most ${limit} characters.`)
    .regex(/^\P{Cc}*$/u, 'Write it on one line.')

const address = (sentence: string) => line(sentence, 254).refine(isMailable, sentence)
const optionalAddress = z
  .union([z.literal(''), address('Write an address such as ops@example.com, or leave it empty.')])
  .default('')

const ticked = z
  .literal('on')
  .optional()
  .transform((value) => value === 'on')

const port = z.coerce
  .number({ error: 'Write a number such as 587.' })
  .int('Write a whole number such as 587.')
  .min(1, 'Write a number such as 587.')
  .max(65_535, 'Ports end at 65535. Usual is 587.')
  .superRefine((value, context) => {
    const refusal = refusePort(value)
    if (refusal) context.addIssue({ code: 'custom', message: refusal })
  })

/** The form on which an administrator names the mail server. */
export const mailSettingsSchema = z
  .strictObject({
    host: line('Write the name of your mail server, such as smtp.example.com.', 253)
      .min(1, 'Write the name of your mail server, such as smtp.example.com.')
      .regex(/^[^\s/@?#]+$/, 'Write only the name or address of the server, such as smtp.example.com.'),
    port,
    security: z.enum(mailSecurities, { error: 'Choose one of the three.' }),
    username: line('Write the user name, or leave it empty.', 320).default(''),
    /** Empty: the stored one stays. */
    password: z.string().max(1024, 'At most 1024 characters.').default(''),
    fromName: line('Write a name such as Wheeltapper.', 100).min(1, 'Write a name such as Wheeltapper.'),
    fromAddress: address('Write the address mail comes from, such as wheeltapper@example.com.'),
    replyTo: optionalAddress,
    privateCa: z
      .string()
      .trim()
      .max(50_000, 'At most 50,000 characters.')
      .refine(
        (pem) => pem === '' || /-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(pem),
        'Paste the PEM text, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
      )
      .default(''),
    privateNetwork: ticked,
  })
  .superRefine(({ security, username }, context) => {
    if (security === 'none' && username !== '') {
      context.addIssue({
        code: 'custom',
        path: ['security'],
        message:
          'Without encryption the password could be read on its way. Choose STARTTLS or TLS, or leave the user name empty.',
      })
    }
  })

export type MailSettingsInput = z.infer<typeof mailSettingsSchema>

/** Where a test mail goes. */
export const testMailSchema = z.strictObject({
  to: address('Write an address such as ada@example.com.'),
})
