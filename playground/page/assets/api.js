/** A refusal of the playground, with its code. */
export class Refusal extends Error {
  constructor(code, message, answer) {
    super(message)
    this.code = code
    this.answer = answer
  }
}

export const person = (id) => `/playground/people/${encodeURIComponent(id)}`
export const channelOf = (personId, channel) => `${person(personId)}/channels/${encodeURIComponent(channel)}`

export const get = (path) => call('GET', path)
export const post = (path, body = {}) => call('POST', path, body)
export const patch = (path, body) => call('PATCH', path, body)

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Refusal('unreachable', 'The playground does not answer. Is it still running?')
  })
  const text = await response.text()
  let answer
  try {
    answer = text ? JSON.parse(text) : {}
  } catch {
    throw new Refusal('bad_answer', `The playground answered ${response.status} without JSON.`)
  }
  if (!response.ok || answer.ok === false) {
    const code = answer.error ?? `http_${response.status}`
    throw new Refusal(code, answer.message ?? code.replaceAll('_', ' '), answer)
  }
  return answer
}
