import { expect, test } from 'vitest'
import { asksForHelp, parseArguments } from '../../../src/commands/arguments.ts'

const words = (text: string) => parseArguments(text).map((argument) => `${argument.kind}:${argument.text}`)

test.each([
  ['', []],
  ['   \t ', []],
  ['payments', ['word:payments']],
  ['  payments   prod-kr ', ['word:payments', 'word:prod-kr']],
  ['payments　prod-kr', ['word:payments', 'word:prod-kr']],
  ['payments\u00a0prod-kr', ['word:payments', 'word:prod-kr']],
  ['ｐａｙｍｅｎｔｓ', ['word:payments']],
  ['“payments”', ['word:payments']],
  ['‘payments’', ['word:payments']],
  ['"two words" x', ['word:two words', 'word:x']],
  ['`payments`', ['word:payments']],
  ['<#C0PAY|payments>', ['channel:payments']],
  ['<#C0PRIVATE|>', ['channel:C0PRIVATE']],
  ['<@U0BOB|bob>', ['person:U0BOB']],
  ['<@W0BOB>', ['person:W0BOB']],
  ['<http://payments.svc|payments.svc>', ['word:payments.svc']],
  ['a&amp;b', ['word:a&b']],
  ['""', []],
  ['<', ['word:<']],
])('%j → %j', (text, expected) => expect(words(text)).toEqual(expected))

test.each(['help', 'HELP', '--help', '-h', '?', '도움말'])('%s asks for help', (text) => {
  expect(asksForHelp(parseArguments(text)[0])).toBe(true)
})

test('a person called help does not', () => {
  expect(asksForHelp(parseArguments('<@help>')[0])).toBe(false)
})
