import { person } from './api.js'
import { usePage } from './context.js'
import { html } from './html.js'
import { Icon } from './icons.js'

/** Where a file can be had: only by whom it is shown to. */
export function useFileAddress(id) {
  const { me } = usePage()
  return `${person(me.id)}/files/${encodeURIComponent(id)}`
}

export function FileImage({ id, alt, class: name }) {
  const address = useFileAddress(id)
  return html`<a class="file-image-link" href=${address} target="_blank" rel="noopener"
    ><img class=${`file-image ${name}`} src=${address} alt=${alt}
  /></a>`
}

/** What a message shares. */
export function MessageFiles({ files }) {
  return html`<ul class="files" aria-label="Files">
    ${files.map((file) => html`<li key=${file.id}><${SharedFile} file=${file} /></li>`)}
  </ul>`
}

function SharedFile({ file }) {
  const address = useFileAddress(file.id)
  const name = file.title || file.name
  return html`<div class="file">
      <span class="file-mark"><${Icon} name=${isImage(file) ? 'image' : 'file'} /></span>
      <span class="file-words">
        <strong class="file-name">${name}</strong>
        <span class="file-about">
          ${[file.title === file.name ? null : file.name, file.pretty_type, sizeWords(file.size)].filter(Boolean).join(' · ')}
        </span>
      </span>
      <a class="button" href=${address} download=${file.name} aria-label=${`Download ${file.name}`}>
        <${Icon} name="download" />Download
      </a>
    </div>
    ${isImage(file) && html`<${FileImage} id=${file.id} alt=${file.alt_txt ?? name} class="picture" />`}`
}

const isImage = ({ mimetype }) => mimetype?.startsWith('image/')

function sizeWords(bytes) {
  if (bytes < 1000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${Math.round(bytes / 100) / 10} kB`
  return `${Math.round(bytes / 100_000) / 10} MB`
}
