import { redirect } from 'next/navigation'

/** The front door is the day's page. */
export default function HomePage(): never {
  redirect('/today')
}
