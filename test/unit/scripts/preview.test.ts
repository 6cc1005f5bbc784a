import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { asText } from '../../../scripts/preview/as-text.ts'
import { mrkdwnHtml } from '../../../scripts/preview/mrkdwn.ts'
import { previewPage } from '../../../scripts/preview/page.ts'
import { sampleViews } from '../../../scripts/preview/sample-views.ts'

const ROOT = join(import.meta.dirname, '../../..')

test('every view that makes a message or modal has a sample', () => {
  const folder = join(ROOT, 'scripts/preview')
  const samples = readdirSync(folder)
    .filter((name) => name.startsWith('sample-'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
  const views = readdirSync(join(ROOT, 'src/views')).filter(
    (name) => name.endsWith('.ts') && name !== 'kit.ts',
  )
  const making = views.flatMap((name) => {
    const code = readFileSync(join(ROOT, 'src/views', name), 'utf8')
    return [...code.matchAll(/export function (\w+)\([^]*?\n?\)(?:: ([^{]+)) \{/g)]
      .filter((match) => /^(Message|Modal)\b/.test(match[2] ?? ''))
      .map((match) => match[1] ?? '')
  })
  expect(making.length).toBeGreaterThan(10)
  expect(making.filter((name) => !samples.includes(`${name}(`))).toEqual([])
})

test('the page holds every sample, with text of alerts harmless', () => {
  const samples = sampleViews()
  const page = previewPage(samples)
  expect(page.match(/<h2>/g)).toHaveLength(samples.length)
  expect(page).not.toContain('<script')
  expect(samples.map(asText).join('\n')).toContain('PaymentErrorRateHigh')
})

test.each([
  ['*a* _b_ ~c~ `d*e*`', '<b>a</b> <i>b</i> <s>c</s> <code>d*e*</code>'],
  ['<https://x.example/?a=1|see *it*>', '<a href="https://x.example/?a=1">see <b>it</b></a>'],
  [
    '<@U1> <!subteam^S1> <!date^0^{time}|noon>',
    '<span class="mention">@U1</span> <span class="mention">@S1</span> <time>noon</time>',
  ],
  ['a &lt;b&gt;\nc', 'a &lt;b&gt;<br>c'],
])('mrkdwn %j becomes %s', (text, html) => {
  expect(mrkdwnHtml(text)).toBe(html)
})
