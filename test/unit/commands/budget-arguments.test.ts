import { expect, test } from 'vitest'
import { readBudgetWords } from '../../../src/commands/budget-arguments.ts'
import { parseBudgetButton, parseSeen, seenValue } from '../../../src/commands/budget-value.ts'

test.each([
  ['', { wants: 'list', named: null }],
  ['payments', { wants: 'list', named: 'payments' }],
  ['Data Platform', { wants: 'list', named: 'Data Platform' }],
  ['"Data Platform" ask', { wants: 'ask', named: 'Data Platform' }],
  ['payments set', { wants: 'set', named: 'payments' }],
  ['SET payments', { wants: 'set', named: 'payments' }],
  ['ask', { wants: 'ask', named: null }],
  ['list', { wants: 'list', named: null }],
  ['<#C0PAY|payments> ask', { wants: 'ask', named: 'payments' }],
  ['help', { wants: 'help' }],
  ['<@U0BOB|bob> set', { wants: 'usage', problem: 'That is a person. Which team or project?' }],
])('/budget %s', (text, wish) => expect(readBudgetWords(text)).toEqual(wish))

test.each([
  ['v1', { budgetId: null }],
  ['v1:team%3Apayments', { budgetId: 'team:payments' }],
  ['v1:project%3Ax%2Fy', { budgetId: 'project:x/y' }],
  ['v1:', null],
  ['v2:team%3Apayments', null],
  ['v1:team:payments', null],
  ['v1:%E0%A4%A', null],
  ['', null],
])('the button %s', (value, expected) => expect(parseBudgetButton(value)).toEqual(expected))

test.each([
  { budgetId: 'team:payments', version: null },
  { budgetId: 'project:a@b', version: 0 },
  { budgetId: 'team:x', version: 12 },
])('what was seen goes along with the choice: %j', (seen) => {
  expect(parseSeen(seenValue(seen))).toEqual(seen)
})

test.each(['', 'team:payments', '@team:payments', 'x@team:payments', '-1@team:x', '3@'])(
  'not from %s',
  (value) => {
    expect(parseSeen(value)).toBeNull()
  },
)
