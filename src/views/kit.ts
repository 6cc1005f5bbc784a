import type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  KnownBlock,
  SectionBlock,
} from '@slack/types'
import type { Message, Modal } from '../domain/message.ts'
import { fit } from './fit.ts'
import { LIMITS } from './limits.ts'
import { cutMrkdwn, openable } from './mrkdwn.ts'
import { plainLine } from './text.ts'

// `text` of section, context and message is mrkdwn made of pieces that mrkdwn.ts escaped;
// header, button and title take any text, Slack shows it literally.

export function section(text: string, accessory?: Button): SectionBlock {
  const block: SectionBlock = { type: 'section', text: mrkdwn(text, LIMITS.sectionText) }
  return accessory ? { ...block, accessory } : block
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: { type: 'plain_text', text: plainLine(text, LIMITS.headerText) } }
}

export function context(...texts: string[]): ContextBlock {
  const elements = texts.slice(0, LIMITS.contextElements).map((text) => mrkdwn(text, LIMITS.sectionText))
  return { type: 'context', elements: elements.length > 0 ? elements : [mrkdwn('', LIMITS.sectionText)] }
}

/** Short texts in two columns, at most ten a block: as many blocks as they need. */
export function columns(texts: readonly string[]): SectionBlock[] {
  const blocks: SectionBlock[] = []
  for (let from = 0; from < texts.length; from += LIMITS.sectionFields) {
    const own = texts.slice(from, from + LIMITS.sectionFields)
    blocks.push({ type: 'section', fields: own.map((text) => mrkdwn(text, LIMITS.fieldText)) })
  }
  return blocks
}

export function divider(): DividerBlock {
  return { type: 'divider' }
}

export function actions(...buttons: Button[]): ActionsBlock {
  return { type: 'actions', elements: buttons.slice(0, LIMITS.actionsElements) }
}

/** Asked before the click counts. */
export interface ConfirmSpec {
  title: string
  text: string
  yes: string
  no: string
  style?: 'primary' | 'danger'
}

export interface ButtonSpec {
  text: string
  actionId: string
  value: string
  style?: 'primary' | 'danger'
  /** Read aloud instead of `text`, for buttons whose texts repeat. */
  label?: string
  confirm?: ConfirmSpec
}

export function button(spec: ButtonSpec): Button {
  return {
    type: 'button',
    action_id: spec.actionId,
    text: { type: 'plain_text', text: plainLine(spec.text, LIMITS.buttonText) },
    value: plainLine(spec.value, LIMITS.buttonValue),
    ...(spec.style ? { style: spec.style } : {}),
    ...(spec.label ? { accessibility_label: plainLine(spec.label, LIMITS.accessibilityLabel) } : {}),
    ...(spec.confirm ? { confirm: confirmation(spec.confirm) } : {}),
  }
}

/** A button that only opens an address; null when the address is none that Slack could open. */
export function linkButton(spec: { text: string; actionId: string; address: string }): Button | null {
  const url = openable(spec.address)
  if (url === null) return null
  return {
    type: 'button',
    action_id: spec.actionId,
    text: { type: 'plain_text', text: plainLine(spec.text, LIMITS.buttonText) },
    url,
  }
}

function confirmation(spec: ConfirmSpec): ConfirmationDialog {
  const words = (text: string, max: number) => ({
    type: 'plain_text' as const,
    text: plainLine(text, max),
  })
  return {
    title: words(spec.title, LIMITS.confirmTitle),
    text: words(spec.text, LIMITS.confirmText),
    confirm: words(spec.yes, LIMITS.confirmButton),
    deny: words(spec.no, LIMITS.confirmButton),
    ...(spec.style ? { style: spec.style } : {}),
  }
}

/**
 * A message within Slack's limits; `text` alone must tell everything that matters.
 * Views that may have much to tell pack it with `fit` and count the rest: what is too much here is left out.
 */
export function message(text: string, blocks: KnownBlock[]): Message {
  const fallback = cutMrkdwn(text.trim() === '' ? '–' : text, LIMITS.messageText)
  const rows = blocks.map((block) => [block])
  return {
    text: fallback,
    blocks: blocks.slice(0, fit(rows, { besides: [], maxRows: LIMITS.messageBlocks })),
  }
}

/** A short answer: one section, the same words as fallback. */
export function note(text: string): Message {
  return message(text, [section(text)])
}

export interface ModalSpec {
  title: string
  callbackId: string
  privateMetadata: string
  blocks: KnownBlock[]
  /** Text of the button that hands it in; without it there is nothing to hand in. */
  submit?: string
}

export function modal(spec: ModalSpec): Modal {
  const blocks = spec.blocks.slice(0, LIMITS.modalBlocks)
  return {
    type: 'modal',
    callback_id: spec.callbackId,
    title: { type: 'plain_text', text: plainLine(spec.title, LIMITS.modalTitle) },
    close: { type: 'plain_text', text: spec.submit === undefined ? 'Close' : 'Cancel' },
    ...(spec.submit === undefined
      ? {}
      : { submit: { type: 'plain_text' as const, text: plainLine(spec.submit, LIMITS.modalButton) } }),
    private_metadata: spec.privateMetadata.slice(0, LIMITS.privateMetadata),
    blocks: blocks.length > 0 ? blocks : [section('')],
  }
}

function mrkdwn(text: string, max: number) {
  const shown = text.trim() === '' ? '–' : text
  return { type: 'mrkdwn' as const, text: cutMrkdwn(shown, max), verbatim: true }
}
