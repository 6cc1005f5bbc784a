import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'

const NEAR_PX = 80

/**
 * Keeps a scrolling box at its end while its content grows, unless the reader has scrolled up.
 * A new `place` or `sent` goes to the end; `missed` is true while entries after `lastTs` seen wait below.
 */
export function useStickToEnd({ place, sent, lastTs, isWanted }) {
  const box = useRef(null)
  const content = useRef(null)
  const atEnd = useRef(true)
  const wanted = useRef(isWanted)
  const [seen, setSeen] = useState(lastTs)
  const [away, setAway] = useState(false)
  wanted.current = isWanted
  const toEnd = () => {
    if (wanted.current && atEnd.current && box.current) box.current.scrollTop = box.current.scrollHeight
  }
  const goToEnd = () => {
    atEnd.current = true
    setAway(false)
    toEnd()
  }
  useLayoutEffect(goToEnd, [place, sent])
  useEffect(() => {
    const observer = new ResizeObserver(toEnd)
    observer.observe(box.current)
    observer.observe(content.current)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    if (!away) setSeen(lastTs)
  }, [away, lastTs])
  const onScroll = () => {
    const { scrollHeight, scrollTop, clientHeight } = box.current
    atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_PX
    setAway(!atEnd.current)
  }
  return { box, content, onScroll, goToEnd, missed: away && Number(lastTs ?? 0) > Number(seen ?? 0) }
}
