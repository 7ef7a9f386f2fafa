/**
 * Removes a password from what a server answered, in the forms in which it was sent: a server may repeat what it did
 * not understand. Without a password, nothing is changed.
 */
export function hidePassword(password: string | null, username: string): (text: string) => string {
  if (password === null || password === '') return (text) => text
  const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
  const forms = [password, base64(password), base64(`\u0000${username}\u0000${password}`)]
  return (text) => forms.reduce((shown, form) => shown.replaceAll(form, '[masked]'), text)
}
