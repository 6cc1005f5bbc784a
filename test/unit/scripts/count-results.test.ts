import { expect, test } from 'vitest'
import { closingLine, countResults } from '../../../scripts/test/count-results.ts'

const file = (status: string, ...tests: string[]) => {
  return { name: 'a.test.ts', status, assertionResults: tests.map((each) => ({ status: each })) }
}

test.each([
  ['all well', [file('passed', 'passed', 'passed')], true, '2 passed, 0 failed'],
  ['one failed', [file('failed', 'passed', 'failed')], false, '1 passed, 1 failed'],
  ['some skipped', [file('passed', 'passed', 'pending', 'todo')], true, '1 passed, 0 failed, 2 skipped'],
  ['a file that can not be loaded', [file('failed'), file('passed', 'passed')], false, '1 passed, 1 failed'],
  ['an error outside the tests', [file('passed', 'passed')], false, '1 passed, 1 failed'],
])('%s', (_, testResults, endedWell, line) => {
  expect(closingLine(countResults({ testResults }, endedWell))).toBe(line)
})

test('no report is a failure', () => {
  expect(closingLine(countResults(null, false))).toBe('0 passed, 1 failed')
})
