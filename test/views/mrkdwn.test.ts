import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  code,
  cutMrkdwn,
  duration,
  link,
  moment,
  person,
  plain,
  preformatted,
  prose,
  userGroup,
} from '../../src/views/mrkdwn.ts'
import { cut, plainLine } from '../../src/views/text.ts'

test.each([
  ['kube_pod_status', 'kube_pod_status'],
  ['*bold* _it_ ~no~ `code`', '∗bold∗ ˍitˍ ∼no∼ ˋcodeˋ'],
  ['a * b', 'a ∗ b'],
  ['<!channel> & <@U0BOB>', '&lt;!channel&gt; &amp; &lt;@U0BOB&gt;'],
  ['> quoted', '› quoted'],
  ['one\ntwo\r\n\tthree', 'one two three'],
  ['evil\u202Egnp.exe\u0000', 'evilgnp.exe'],
  ['half \uD83D', 'half'],
  [':fire: at 10:30:45', ':\u2060fire: at 10:30:45'],
  ['', '–'],
  ['​'.repeat(3), '​​​'],
])('%j is shown as %j', (text, shown) => expect(plain(text, 100)).toBe(shown))

test('code spans hold no back-ticks', () => {
  expect(code('a`b`<c>', 100)).toBe('`aˋbˋ&lt;c&gt;`')
  expect(code('', 100)).toBe('`–`')
})

test('addresses in prose become links, nothing else does', () => {
  expect(prose('see https://wiki.example/a?b=1&c=<!here>, then *stop*.\n\nnow', 200)).toBe(
    'see <https://wiki.example/a?b=1&amp;c=>&lt;!here&gt;, then ∗stop∗.\nnow',
  )
  expect(prose('javascript:alert(1)', 200)).toBe('javascript:alert(1)')
  expect(prose('a\nb\nc\nd', 200, 2)).toBe('a\nb')
})

test.each([
  ['https://a.example/?x=1&y=|2>', '<https://a.example/?x=1&amp;y=%7C2%3E|Runbook>'],
  ['javascript:alert(1)', null],
  ['not an address', null],
  ['', null],
  [`https://a.example/${'x'.repeat(2_000)}`, null],
])('a link to %j', (address, shown) => expect(link(address, 'Runbook')).toBe(shown))

test('ids that are none are shown as they are', () => {
  expect([person('U0BOB'), person('<!channel>'), userGroup('S0PAY'), userGroup('x|y')]).toEqual([
    '<@U0BOB>',
    '`&lt;!channel&gt;`',
    '<!subteam^S0PAY>',
    '`x|y`',
  ])
})

test.each([
  [0, 'under a minute'],
  [59 * 60_000, '59 min'],
  [60 * 60_000, '1 h'],
  [61 * 60_000, '1 h 1 min'],
  [25 * 3_600_000, '1 d 1 h'],
  [48 * 3_600_000, '2 d'],
])('%i ms last %s', (ms, shown) => expect(duration(ms)).toBe(shown))

test.each([-1, Number.NaN, 9e15])('a moment of %d has no date', (at) =>
  expect(moment(at)).toBe('an unknown time'),
)

test('nothing is cut longer than asked, through a pair, or through a mark', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 60 }), (text, max) => {
      expect(cut(text, max).length).toBeLessThanOrEqual(max)
      expect(plain(text, max).length).toBeLessThanOrEqual(max)
      expect(plain(text, max).isWellFormed()).toBe(true)
      const line = plainLine(text, max + 20)
      expect(
        line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').length,
      ).toBeLessThanOrEqual(max + 20)
      expect(line).not.toBe('')
      const cutLink = cutMrkdwn(`${plain(text, 30)} <https://a.example|label> &amp; ${code(text, 30)}`, max)
      expect(cutLink.length).toBeLessThanOrEqual(max)
      expect(cutLink).not.toMatch(/<[^>]*$|&[a-z]*$/)
    }),
  )
})

test('lines in a code block keep their indentation, the last ones win, and nothing breaks out of it', () => {
  expect(preformatted(['a', '\tb <!here>', 'c ``` d   '], { max: 200, most: 2 })).toBe(
    '```\n  b &lt;!here&gt;\nc ˋˋˋ d\n```',
  )
  expect(preformatted([], { max: 200, most: 2 })).toBe('')
  const long = preformatted(
    Array.from({ length: 50 }, () => '&'.repeat(1_000)),
    { max: 1_200, most: 12 },
  )
  expect(long.length).toBeLessThanOrEqual(1_200)
  expect(long).toMatch(/^```\n.*\n```$/s)
})
