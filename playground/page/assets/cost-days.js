import { html } from './html.js'

const DAY_MS = 86_400_000
const PERCENTS = [4, -4, 0]

/** Days whose figures were corrected after they were told. */
export function CostDays({ now, restated, change }) {
  const yesterday = new Date(now - DAY_MS).toISOString().slice(0, 10)
  const percentNow = restated.find(({ day }) => day === yesterday)?.percent ?? 0
  const others = restated.filter(({ day }) => day !== yesterday)
  return html`<section class="cost-part" aria-label="Restated days">
    <h3><span>Restate yesterday</span><span class="muted">${yesterday}, UTC</span></h3>
    <p class="muted cost-note">Its figures change in every source, also where they were read before.</p>
    <div class="paces">
      ${PERCENTS.map(
        (percent) =>
          html`<button
            key=${percent}
            type="button"
            class="button pace"
            aria-pressed=${percentNow === percent}
            onClick=${() => void change(`restate/${percent}`)}
          >
            ${wordsOf(percent)}
          </button>`,
      )}
    </div>
    ${
      others.length > 0 &&
      html`<p class="muted cost-note">
        Also restated: ${others.map(({ day, percent }) => `${day} ${wordsOf(percent)}`).join(', ')}
      </p>`
    }
  </section>`
}

function wordsOf(percent) {
  if (percent === 0) return 'As it was'
  return percent > 0 ? `+${percent} %` : `−${-percent} %`
}
