import { html } from './html.js'

const PATHS = {
  hash: 'M7.5 3L6 17M14 3l-1.5 14M3.5 7.500h14M2.5 12.500h14',
  lock: 'M5 9h10v8H5zM7 9V6.500a3 3 0 0 1 6 0V9',
  menu: 'M3 5.500h14M3 10h14M3 14.500h14',
  close: 'M4.5 4.500l11 11M15.5 4.500l-11 11',
  back: 'M12.5 4L6.5 10l6 6',
  send: 'M3 3.500l14 6.5-14 6.500L5.5 10zM5.5 10H11',
  bell: 'M10 2.500a4.5 4.5 0 0 0-4.5 4.500c0 4-1.5 5-2 6.500h13c-.5-1.5-2-2.5-2-6.500A4.5 4.5 0 0 0 10 2.500zM8 16.5a2 2 0 0 0 4 0',
  braces:
    'M7 3.500c-2 0-2 1-2 3s-.5 3-2 3.500c1.5.5 2 1.5 2 3.500s0 3 2 3M13 3.500c2 0 2 1 2 3s.5 3 2 3.500c-1.5.5-2 1.5-2 3.500s0 3-2 3',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  people:
    'M7 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM1.5 16.5c0-3 2.5-4.5 5.5-4.500s5.5 1.5 5.5 4.500M13.5 9a2.5 2.5 0 1 0-1-4.800M14.5 12c2.2.4 4 1.8 4 4.5',
  check: 'M4 10.500l4 4 8-9',
  warning: 'M10 3l8 14H2zM10 8v4M10 14.600v.01',
  image: 'M3 4h14v12H3zM3 13l4-4 4 4 2.5-2.500L17 14M13.5 7.500h.01',
  eye: 'M1.5 10S4.5 4.5 10 4.5 18.5 10 18.5 10 15.5 15.5 10 15.5 1.5 10 1.5 10zM10 12.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  reply: 'M3.5 4h13v9.5h-7L6 16.5v-3H3.5zM7 8.8h6',
  cluster: 'M10 2.500l6.5 3.700v7.600L10 17.500l-6.5-3.700V6.200zM3.5 6.200L10 10l6.5-3.800M10 10v7.500',
  build: 'M11.5 6.500l2-3.500 3.500 3.500-3.500 2zM12 8L4.5 15.500M3 14l3 3',
  cloud: 'M6 15.5a3.5 3.5 0 0 1-.4-7A4.500 4.500 0 0 1 14.300 8a3.800 3.800 0 0 1-.3 7.500z',
  turning: 'M16.5 10a6.5 6.5 0 1 1-2-4.700M16.5 2.500v4h-4',
  down: 'M5 7.500l5 5 5-5',
}

export function Icon({ name }) {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d=${PATHS[name]} /></svg>`
}

export function IconButton({ icon, label, onClick, pressed, class: name = '' }) {
  return html`<button
    type="button"
    class=${`icon-button ${name}`}
    aria-label=${label}
    title=${label}
    aria-pressed=${pressed}
    onClick=${onClick}
  >
    <${Icon} name=${icon} />
  </button>`
}
