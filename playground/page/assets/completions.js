const MOST = 8

/**
 * What could be meant at the caret: `{key, title, start, items, exact}` or null.
 * `exact`: the text already is a command, so Enter sends instead of completing.
 */
export function completionsFor(text, caret, workspace) {
  if (text.startsWith('/')) return commandsFor(text, workspace)
  const match = /(?:^|\s)([@#])([\w.-]*)$/.exec(text.slice(0, caret))
  if (!match) return null
  const word = match[2].toLowerCase()
  const found = match[1] === '#' ? channels(word, workspace) : people(word, workspace)
  if (found.length === 0) return null
  const title = match[1] === '#' ? 'Channels' : 'People and groups'
  return {
    key: match[0].trim(),
    title,
    start: caret - match[2].length - 1,
    end: caret,
    items: found.slice(0, MOST),
    exact: false,
  }
}

function commandsFor(text, { commands }) {
  const [typed, ...rest] = text.split(' ')
  const named = commands.find((one) => one.command === typed)
  const isTyping = rest.length === 0
  const found = isTyping ? commands.filter((one) => one.command.startsWith(typed)) : named ? [named] : []
  if (found.length === 0) return null
  const items = found.slice(0, MOST).map((one) => ({
    insert: one.command,
    label: one.command,
    hint: one.usage_hint,
    detail: one.description,
  }))
  return {
    key: typed,
    title: 'Commands',
    start: 0,
    end: typed.length,
    items,
    exact: !isTyping || (Boolean(named) && found.length === 1),
  }
}

function channels(word, workspace) {
  return workspace.channels
    .filter((one) => !one.archived && one.name.includes(word))
    .map((one) => ({ insert: `#${one.name}`, label: `#${one.name}` }))
}

function people(word, workspace) {
  const matches = (...texts) => texts.some((text) => text?.toLowerCase().includes(word))
  return [
    ...workspace.groups
      .filter((one) => matches(one.handle))
      .map((one) => ({
        insert: `@${one.handle}`,
        label: `@${one.handle}`,
        detail: `${one.members.length} people`,
      })),
    ...workspace.people
      .filter((one) => matches(one.name, one.realName))
      .map((one) => ({ insert: `@${one.name}`, label: `@${one.name}`, detail: one.realName })),
  ]
}

export function applyCompletion(text, completion, item) {
  const tail = text.slice(completion.end)
  const next = `${text.slice(0, completion.start)}${item.insert}${tail.startsWith(' ') ? '' : ' '}${tail}`
  return { text: next, caret: completion.start + item.insert.length + 1 }
}
