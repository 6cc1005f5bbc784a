import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  parseId,
  parseListPart,
  parseResourcePart,
  parseThreadPage,
} from '../../../src/commands/button-value.ts'

test.each([
  ['v1:01k0', '01k0'],
  ['v1:', null],
  ['v2:01k0', null],
  ['01k0', null],
  ['v1:<!channel>', null],
  [`v1:${'x'.repeat(301)}`, null],
])('the id of %j is %j', (value, id) => expect(parseId(value)).toBe(id))

test.each([
  ['v1:01k0:2', { threadId: '01k0', page: 2 }],
  ['v1:01k0', null],
  ['v1:01k0:-1', null],
  ['v1:01k0:1e9', null],
])('the page of %j is %j', (value, page) => expect(parseThreadPage(value)).toEqual(page))

test.each([
  ['v1:15:mine', { from: 15, scope: { kind: 'mine' } }],
  ['v1:0:all', { from: 0, scope: { kind: 'all' } }],
  ['v1:15:project:a:b', { from: 15, scope: { kind: 'project', namespace: 'a:b' } }],
  ['v1:15:project:', null],
  ['v1:x:all', null],
])('the part of %j is %j', (value, part) => expect(parseListPart(value)).toEqual(part))

test('any value is parsed or refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      for (const parse of [parseId, parseThreadPage, parseListPart, parseResourcePart])
        expect(() => parse(value)).not.toThrow()
    }),
  )
})

test.each([
  ['v1:mine', { scope: 'mine' }],
  ['v1:all:01k0res-1', { scope: 'all', after: '01k0res-1' }],
  ['v1:all:', null],
  ['v1:ours', null],
  ['v1:team:a b', null],
])('the part of the resources %j is %j', (value, part) => expect(parseResourcePart(value)).toEqual(part))
