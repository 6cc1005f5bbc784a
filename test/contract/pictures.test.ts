import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { createPictures } from '../../src/integrations/pictures/create-pictures.ts'
import { fontsFor } from '../../src/integrations/pictures/fonts.ts'
import { svgText, textWidth } from '../../src/views/chart-svg-text.ts'
import { PNG } from './slack-files-kit.ts'

const pictures = createPictures()
const svg = (inner: string, size = { width: 320, height: 80 }) =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${size.width}" height="${size.height}"><rect width="100%" height="100%" fill="#fff"/>${inner}</svg>`
const text = (words: string, more = '') => `<text x="8" y="40" font-size="24" ${more}>${words}</text>`
const draw = async (inner: string) => Buffer.from(await pictures.png(svg(inner)))
const EMPTY = await draw('')

test('a PNG of the size of the SVG', async () => {
  const png = await draw(text('Cost'))
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([320, 80])
})

test('text is drawn, whatever font it names, and bold is another face', async () => {
  const plain = await draw(text('₩1,234 für Ærø'))
  expect(plain.equals(EMPTY)).toBe(false)
  expect((await draw(text('₩1,234 für Ærø', 'font-family="Nowhere Sans"'))).equals(plain)).toBe(true)
  expect((await draw(text('₩1,234 für Ærø', 'font-weight="bold"'))).equals(plain)).toBe(false)
  expect((await draw(text('₩1,234 fur Ærø'))).equals(plain)).toBe(false)
})

test('Hangul is drawn, with bold of its own, whatever no font has stands before it', async () => {
  const named = (words: string, bold = false) => draw(svgText(words, { x: 8, y: 40, size: 24, bold }))
  expect((await draw(text('결'))).equals(await draw(text('제')))).toBe(false)
  expect((await named('결제팀')).equals(await named('결제틴'))).toBe(false)
  expect((await named('결제팀')).equals(await named('결제팀', true))).toBe(false)
  expect((await named('Pay 결')).equals(await named('Pay 결', true))).toBe(false)
  expect((await named('🚀 決 결')).equals(await named('🚀 決 제'))).toBe(false)
})

test('what no font has is a box, and still a picture', async () => {
  const boxes = await draw(text('決'))
  expect(boxes.equals(EMPTY)).toBe(false)
  expect(boxes.equals(await draw(text('済')))).toBe(true)
})

test('Hangul beside it leaves other text as it is', async () => {
  const covered =
    '<text x="8" y="70" font-size="16">결제팀</text><rect y="48" width="320" height="32" fill="#fff"/>'
  const words = text('Cost für Ærø', 'font-weight="bold"')
  expect((await draw(words + covered)).equals(await draw(words))).toBe(true)
})

test('fonts with Hangul are read for Hangul only', async () => {
  const latin = await fontsFor(svg(text('Cost')))
  expect(latin).toHaveLength(2)
  const both = await fontsFor(svg(text('결제팀')))
  expect(both).toHaveLength(4)
  expect(latin.every((font, index) => font === both[index])).toBe(true)
})

test.each(['결제플랫폼개발팀', '결제팀 Payments', 'AI 플랫폼 Team 2'])(
  '%s is as wide as the chart takes it to be, or less',
  async (words) => {
    for (const bold of [false, true]) {
      const width = textWidth(words, { size: 24, bold })
      const cover = `<rect width="${8 + width}" height="80" fill="#fff"/>`
      expect((await draw(svgText(words, { x: 8, y: 40, size: 24, bold }) + cover)).equals(EMPTY)).toBe(true)
    }
  },
)

test('the same SVG gives the same picture, also to those who ask at once', async () => {
  const [first, second] = await Promise.all([draw(text('a')), createPictures().png(svg(text('a')))])
  expect(first.equals(Buffer.from(second))).toBe(true)
})

test('escaped words of strangers are words', async () => {
  const hostile = '&lt;/text&gt;&lt;rect width=&quot;999&quot; height=&quot;999&quot;/&gt; &amp; &#39;'
  const png = await draw(text(hostile))
  expect(png.equals(EMPTY)).toBe(false)
  expect(png.equals(await draw('<rect width="999" height="999"/>'))).toBe(false)
})

test('nothing that an SVG refers to is read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pictures-'))
  const path = join(folder, 'there.png')
  writeFileSync(path, PNG)
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end(PNG)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const web = `http://127.0.0.1:${(server.address() as AddressInfo).port}/there.png`
  const hrefs = [path, pathToFileURL(path).href, 'file:///etc/passwd', web]
  for (const href of hrefs)
    for (const name of ['href', 'xlink:href'])
      expect((await draw(`<image ${name}="${href}" width="80" height="80"/>`)).equals(EMPTY)).toBe(true)
  const sheet = `<style>@import url("${web}");</style>`
  expect((await draw(sheet)).equals(EMPTY)).toBe(true)
  expect(asked).toEqual([])
  server.close()
  rmSync(folder, { recursive: true })
})

test.each([
  ['nothing', ''],
  ['words', 'hello'],
  ['a part of one', '<svg xmlns="http://www.w3.org/2000/svg" width="9"'],
  ['an entity of a file', `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg(text('&x;'))}`],
  ['a size of nothing', svg('', { width: 0, height: 0 })],
  ['more pixels than there is memory', svg('', { width: 100_000, height: 100_000 })],
])('%s is no SVG, and the next picture is drawn', async (_, broken) => {
  await expect(pictures.png(broken)).rejects.toThrow(Error)
  expect((await draw('')).equals(EMPTY)).toBe(true)
})
