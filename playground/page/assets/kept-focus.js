import { useLayoutEffect, useRef } from 'preact/hooks'

/** What marks an element for `useKeptFocus`. */
export const markOf = (blockId, element) => `${blockId}/${element.action_id}`

/** The focus stays on the element it was on, by block_id and action_id, when an update of the view draws that anew. */
export function useKeptFocus(view) {
  const last = useRef(null)
  // Before the effects of the dialog, which sets the first focus.
  useLayoutEffect(() => {
    const note = ({ target }) => {
      last.current = target.closest?.('[data-element]')?.dataset.element ?? null
    }
    // Pressed beside everything, the focus is gone on purpose.
    const kinds = ['focusin', 'pointerdown']
    for (const kind of kinds) document.addEventListener(kind, note, true)
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, note, true)
    }
  }, [])
  useLayoutEffect(() => {
    const isLost = ['BODY', 'DIALOG'].includes(document.activeElement?.tagName ?? 'BODY')
    if (!isLost || last.current === null) return
    const marked = [...document.querySelectorAll('.dialog.view [data-element]')]
    const place = marked.find(({ dataset }) => dataset.element === last.current)
    place?.querySelector('select, input, textarea, button')?.focus()
  }, [view])
}
