import { shortcuts } from './shortcuts'

/** The keys and what they do. */
export function ShortcutList() {
  return (
    <dl className="terms">
      {shortcuts.map(({ keys, does, where }) => (
        <div key={does}>
          <dt>
            {keys.map((key, index) => (
              <span key={key}>
                {index > 0 && ' then '}
                <kbd>{key}</kbd>
              </span>
            ))}
          </dt>
          <dd>
            {does} <span className="muted">· {where}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
