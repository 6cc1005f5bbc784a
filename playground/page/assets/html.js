import { h } from 'preact'
import htm from 'htm'

/** JSX in a template string; everything interpolated becomes a text node or a property, never markup. */
export const html = htm.bind(h)
