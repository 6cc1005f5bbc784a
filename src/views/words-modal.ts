import type { Modal } from '../domain/message.ts'
import { CALLBACK } from './ids.ts'
import { modal, section } from './kit.ts'

/** A modal that only says something, in words made by views. */
export function wordsModal(text: string): Modal {
  return modal({
    title: 'Alerts of this thread',
    callbackId: CALLBACK.threadAlerts,
    privateMetadata: '',
    blocks: [section(text)],
  })
}
