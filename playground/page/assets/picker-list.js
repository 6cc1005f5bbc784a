import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { html } from './html.js'

const GAP_PX = 4
const MOST_PX = 280
const ROOM_PX = 160

/** What a search found, under (or above) the field it belongs to. `active` counts through all groups. */
export function PickerList({ id, label, field, found, active, chosen, onPick, onPoint }) {
  const box = useRef(null)
  const place = usePlaceAt(field)
  useLayoutEffect(() => {
    box.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' })
  }, [active])
  let count = 0
  const words = wordsFor(found)
  // Pressing must not take the focus out of the field, which would close the list before the click.
  return html`<div
    class="picker-list"
    ref=${box}
    style=${place}
    onMouseDown=${(event) => event.preventDefault()}
  >
    ${words && html`<p class="picker-words" role="status">${words}</p>`}
    <div role="listbox" id=${id} aria-label=${label} aria-busy=${found.state === 'searching'}>
      ${found.groups.map((group, at) => {
        const rows = group.options.map((option) => {
          const index = count++
          return html`<${Row}
            key=${`${at} ${option.value}`}
            id=${`${id}-${index}`}
            option=${option}
            isActive=${index === active}
            isChosen=${chosen.includes(option.value)}
            onPick=${() => onPick(option)}
            onPoint=${() => onPoint(index)}
          />`
        })
        if (!group.label) return rows
        return html`<div role="group" aria-labelledby=${`${id}-g${at}`} key=${at}>
          <p class="picker-label" id=${`${id}-g${at}`}>${group.label}</p>
          ${rows}
        </div>`
      })}
    </div>
  </div>`
}

function Row({ id, option, isActive, isChosen, onPick, onPoint }) {
  return html`<div
    id=${id}
    class="picker-option"
    role="option"
    aria-selected=${isChosen}
    data-active=${isActive || undefined}
    onClick=${onPick}
    onMouseMove=${onPoint}
  >
    <span>${option.text}</span>
    ${option.description && html`<small>${option.description}</small>`}
  </div>`
}

function wordsFor({ state, groups, least, problem }) {
  if (state === 'searching') return groups.length ? null : 'Searching…'
  if (state === 'short') return `Type at least ${least} ${least === 1 ? 'character' : 'characters'}`
  if (state === 'problem') return problem
  return groups.length ? null : 'No results'
}

/** Fixed to the window, since the modal's body scrolls and would cut it off. */
function usePlaceAt(field) {
  const [place, setPlace] = useState({})
  useLayoutEffect(() => {
    const follow = () => {
      const at = field.current?.getBoundingClientRect()
      if (at) setPlace(placeAt(at, window.visualViewport?.height ?? innerHeight))
    }
    follow()
    addEventListener('resize', follow)
    document.addEventListener('scroll', follow, true)
    window.visualViewport?.addEventListener('resize', follow)
    return () => {
      removeEventListener('resize', follow)
      document.removeEventListener('scroll', follow, true)
      window.visualViewport?.removeEventListener('resize', follow)
    }
  }, [])
  return place
}

function placeAt(at, height) {
  const below = height - at.bottom - GAP_PX * 2
  const common = { left: `${at.left}px`, width: `${at.width}px` }
  if (below >= ROOM_PX || below >= at.top)
    return {
      ...common,
      top: `${at.bottom + GAP_PX}px`,
      bottom: 'auto',
      maxHeight: `${Math.min(MOST_PX, below)}px`,
    }
  const above = at.top - GAP_PX * 2
  return {
    ...common,
    top: 'auto',
    bottom: `${innerHeight - at.top + GAP_PX}px`,
    maxHeight: `${Math.min(MOST_PX, above)}px`,
  }
}
