import { expect, test } from 'vitest'
import { nearest } from '../../../src/lib/nearest.ts'

const names = ['payments', 'payments-batch', 'search', 'orders', 'ledger']

test.each([
  ['paymnets', ['payments']],
  ['Payments', ['payments', 'payments-batch']],
  ['pay', ['payments', 'payments-batch']],
  ['serch', ['search']],
  ['nothing-like-it', []],
  ['', []],
])('nearest to %j is %j', (word, found) => expect(nearest(word, names)).toEqual(found))
