import Link from 'next/link'
import type { ButtonHTMLAttributes, ComponentProps } from 'react'

type Variant = 'default' | 'primary' | 'danger'

const classes: Readonly<Record<Variant, string>> = {
  default: 'btn',
  primary: 'btn btn-primary',
  danger: 'btn btn-danger',
}

const join = (...names: (string | undefined)[]) => names.filter(Boolean).join(' ')

/** A verb. At most one `primary` in a region. */
export function Button({
  variant = 'default',
  className,
  type = 'button',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { variant?: Variant }) {
  return <button {...rest} type={type} className={join(classes[variant], className)} />
}

/** A verb that is a place: looks like a button, works as a link. */
export function LinkButton({
  variant = 'default',
  className,
  ...rest
}: ComponentProps<typeof Link> & { variant?: Variant }) {
  return <Link prefetch={false} {...rest} className={join(classes[variant], className)} />
}
