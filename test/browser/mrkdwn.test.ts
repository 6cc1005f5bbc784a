import { expect, test } from 'vitest'

// The page's own module; it has no types because browsers load it as it is.
const module = new URL('../../playground/page/assets/mrkdwn.js', import.meta.url).href
const { parseMrkdwn } = (await import(module)) as { parseMrkdwn(text: string): Node[] }

interface Node {
  type: string
  text?: string
  id?: string
  url?: string
  name?: string
  children?: Node[] | null
}

/** The tree in short: `bold(a)`; text as it is. */
function short(nodes: Node[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.text
      const inside = node.children ? short(node.children) : (node.id ?? node.url ?? node.name ?? '')
      return `${node.type}(${inside})`
    })
    .join('')
}

test.each([
  ['*a* _b_ ~c~ `d`', 'paragraph(bold(a) italic(b) strike(c) code(d))'],
  ['*_both_*', 'paragraph(bold(italic(both)))'],
  ['2*3*4 and snake_case_name', 'paragraph(2*3*4 and snake_case_name)'],
  ['*배포*가', 'paragraph(*배포*가)'],
  ['* not bold *', 'paragraph(* not bold *)'],
  ['`*raw*`', 'paragraph(code(*raw*))'],
  ['<@U1> <#C1|x> <!subteam^S1> <!here>', 'paragraph(user(U1) channel(C1) usergroup(S1) broadcast())'],
  ['<https://a.b/c?d=1&amp;e=2|label>', 'paragraph(link(label))'],
  ['see https://a.b/c.', 'paragraph(see link(https://a.b/c).)'],
  ['&lt;!channel&gt; &amp;amp;', 'paragraph(<!channel> &amp;)'],
  ['a\n&gt; quoted\n&gt; more\nb', 'paragraph(a)quote(quotedbreak()more)paragraph(b)'],
  ['```\nkubectl *get*\n```', 'pre(kubectl *get*)'],
  ['an open ``` fence', 'paragraph(an open ``` fence)'],
  [':eyes: 10:30:00', 'paragraph(emoji(eyes) 10:30:00)'],
])('%j', (text, expected) => {
  expect(short(parseMrkdwn(text))).toBe(expected)
})
