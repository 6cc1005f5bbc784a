import { html } from './html.js'

export function Options({ groups, chosen }) {
  return groups.map((group) => {
    const entries = group.options.map(
      (option) =>
        html`<option value=${option.value} selected=${option.value === chosen}>${wordsOf(option)}</option>`,
    )
    return group.label ? html`<optgroup label=${group.label}>${entries}</optgroup>` : entries
  })
}

/** A list of the browser has one line for each option. */
const wordsOf = ({ text, description }) => (description ? `${text} · ${description}` : text)

/** What can be chosen, in groups; null for kinds the playground does not have. */
export function choicesOf(element, workspace) {
  const plain = (options) =>
    options.map((option) => ({
      value: option.value,
      text: option.text.text,
      description: option.description?.text,
      node: option.text,
    }))
  if (element.option_groups)
    return element.option_groups.map((group) => ({ label: group.label.text, options: plain(group.options) }))
  if (element.options) return [{ options: plain(element.options) }]
  if (element.type.endsWith('users_select'))
    return [{ options: workspace.people.map((one) => ({ value: one.id, text: one.realName })) }]
  if (/(channels|conversations)_select$/.test(element.type)) {
    return [
      {
        options: workspace.channels
          .filter((one) => !one.archived)
          .map((one) => ({ value: one.id, text: `#${one.name}` })),
      },
    ]
  }
  return null
}

export const initialChoice = (element) =>
  element.initial_option?.value ??
  element.initial_user ??
  element.initial_channel ??
  element.initial_conversation ??
  ''
