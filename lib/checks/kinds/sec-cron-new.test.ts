import { expect, it } from 'vitest'
import { secCronNew } from './sec-cron-new'

const ping = 'curl https://hc-ping.com/5b1f8a0c-0001-4222-8333'
const line = (what: string, when: string | null) => ({ what, when, openToAll: false })

it('keeps two lines apart from one where only their secrets differ', () => {
  const both = secCronNew.judge(
    {
      work: [
        line(`crontab of a: ${ping}-444444444444`, '1 2 * * *'),
        line(`crontab of a: ${ping}-555555555555`, '3 4 * * *'),
      ],
    },
    {},
    new Date(),
  )
  expect(both.observations?.schedule).toEqual({
    'crontab of a: curl https://hc-ping.com/***': '1 2 * * * and 3 4 * * *',
  })
})

it('shows no secret of a line, a variable or a timer, wherever it tells of it', () => {
  const judged = secCronNew.judge(
    {
      work: [
        { ...line('crontab of a: sshpass -p canary4711 ssh db', '@daily'), openToAll: true },
        line('crontab of a: variable DB_PW', 'DB_PW=canary4711'),
        line('timer backup', 'on, daily, runs /usr/bin/redis-cli -a canary4711 save'),
      ],
    },
    {},
    new Date(),
  )
  expect(JSON.stringify(judged)).toContain('sshpass -p ***')
  expect(JSON.stringify(judged)).not.toContain('canary4711')
})
