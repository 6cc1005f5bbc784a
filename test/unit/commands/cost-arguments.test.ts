import { expect, test } from 'vitest'
import { costArguments } from '../../../src/commands/cost-arguments.ts'

test.each([
  ['', null, 'month', null],
  ['last week', null, 'last-week', null],
  ['payments', 'payments', 'month', null],
  ['payments 7d', 'payments', '7d', null],
  ['payments fortnight', 'payments', 'month', 'fortnight'],
  ['team payments', 'team:payments', 'month', null],
  ['Project checkout last month', 'Project:checkout', 'last-month', null],
  ['team payments fortnight', 'team:payments', 'month', 'fortnight'],
  ['yesterday payments', 'payments', 'yesterday', null],
  ['last month payments', 'payments', 'last-month', null],
  ['team', 'team', 'month', null],
  ['team yesterday', 'team', 'yesterday', null],
])('/cost %s', (text, name, word, unknown) => {
  expect(costArguments(text.split(' ').filter((one) => one !== ''))).toEqual({ name, word, unknown })
})
