import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { person, post } from './api.js'
import { channelWords } from './channel-name.js'
import { applyCompletion, completionsFor } from './completions.js'
import { usePage } from './context.js'
import { html } from './html.js'
import { Icon } from './icons.js'

/** Where a person writes: messages, or a slash command with completion. */
export function Composer({ channel, threadTs, placeholder, onSent }) {
  const { me, workspace } = usePage()
  const [text, setText] = useState('')
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  const [closed, setClosed] = useState(false)
  const [state, setState] = useState({ busy: false, problem: null })
  const box = useRef(null)
  const listId = useId()
  const completion = closed ? null : completionsFor(text, caret, workspace)
  const isMember = channel.members.includes(me.id)
  useLayoutEffect(() => {
    box.current.style.height = 'auto'
    box.current.style.height = `${Math.min(200, box.current.scrollHeight)}px`
  }, [text])
  useEffect(() => setChosen(0), [completion?.key])
  const write = (value, at) => {
    setText(value)
    setCaret(at)
    setClosed(false)
  }
  const complete = (item) => {
    const next = applyCompletion(text, completion, item)
    write(next.text, next.caret)
    requestAnimationFrame(() => box.current?.setSelectionRange(next.caret, next.caret))
    box.current.focus()
  }
  const send = async () => {
    const said = text.trim()
    if (!said || state.busy) return
    setState({ busy: true, problem: null })
    const problem = await deliver(said, { channel, threadTs, me, workspace })
    setState({ busy: false, problem })
    setClosed(true)
    if (!problem) setText('')
    onSent()
    box.current?.focus()
  }
  const onKeyDown = (event) => {
    if (event.isComposing) return
    const open = completion?.items.length > 0
    if (open && ['ArrowDown', 'ArrowUp'].includes(event.key)) {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setChosen((chosen + step + completion.items.length) % completion.items.length)
    } else if (open && (event.key === 'Tab' || (event.key === 'Enter' && !completion.exact))) {
      event.preventDefault()
      complete(completion.items[chosen] ?? completion.items[0])
    } else if (event.key === 'Escape' && completion) {
      event.stopPropagation()
      setClosed(true)
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void send()
    }
  }
  if (!isMember) return html`<p class="composer-closed">You are not a member of ${channelWords(channel)}.</p>`
  return html`<div class="composer-wrap">
    ${state.problem && html`<p class="composer-problem" role="alert"><${Icon} name="warning" /> ${state.problem}</p>`}
    <div class="composer">
      ${completion && html`<${Completions} completion=${completion} chosen=${chosen} id=${listId} onPick=${complete} />`}
      <textarea
        ref=${box}
        rows="1"
        aria-label=${placeholder}
        placeholder=${placeholder}
        value=${text}
        role="combobox"
        aria-expanded=${completion?.items.length > 0}
        aria-controls=${listId}
        aria-autocomplete="list"
        aria-activedescendant=${completion?.items.length ? `${listId}-${chosen}` : undefined}
        onInput=${(event) => write(event.target.value, event.target.selectionStart)}
        onKeyDown=${onKeyDown}
      ></textarea>
      <button
        type="button"
        class="send"
        aria-label="Send"
        title="Send"
        disabled=${!text.trim() || state.busy}
        onClick=${send}
      >
        <${Icon} name="send" />
      </button>
    </div>
  </div>`
}

/** Sends it; the answer is what to tell the writer when it did not work. */
async function deliver(said, { channel, threadTs, me, workspace }) {
  try {
    if (said.startsWith('/')) {
      const command = said.split(/\s/)[0]
      if (threadTs) return `${command} is not supported in threads. Sorry!`
      if (!workspace.commands.some((one) => one.command === command))
        return `${command} is not a valid command.`
      await post(`${person(me.id)}/commands`, { channel: channel.id, text: said })
      return null
    }
    const body = { channel: channel.id, text: said }
    await post(`${person(me.id)}/messages`, threadTs ? { ...body, thread_ts: threadTs } : body)
    return null
  } catch (error) {
    if (!said.startsWith('/')) return error.message
    return `${said.split(/\s/)[0]} failed with the error "${error.code}".`
  }
}

function Completions({ completion, chosen, id, onPick }) {
  return html`<div class="completions">
    <p class="completions-title">${completion.title}</p>
    <ul role="listbox" id=${id} aria-label=${completion.title}>
      ${completion.items.map(
        (item, index) =>
          html`<li
            key=${item.insert}
            id=${`${id}-${index}`}
            role="option"
            aria-selected=${index === chosen}
            onPointerDown=${(event) => {
              event.preventDefault()
              onPick(item)
            }}
          >
            <strong>${item.label}</strong> ${item.hint && html`<code>${item.hint}</code>`}
            ${item.detail && html`<span>${item.detail}</span>`}
          </li>`,
      )}
    </ul>
  </div>`
}
