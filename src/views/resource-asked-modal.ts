import type { Modal } from '../domain/message.ts'
import { CALLBACK } from './ids.ts'
import { modal, section } from './kit.ts'
import { askedChangeWords, type AnsweredChange } from './resource-answers.ts'

/** Where the form stood: what became of it, and where its card is. */
export function resourceAskedModal(asked: AnsweredChange): Modal {
  return modal({
    title: TITLES[asked.change.verb],
    callbackId: CALLBACKS[asked.change.verb],
    privateMetadata: '',
    blocks: [section(askedChangeWords(asked))],
  })
}

const TITLES: Record<AnsweredChange['change']['verb'], string> = {
  create: 'Create a resource',
  modify: 'Modify a resource',
  delete: 'Delete a resource',
}

const CALLBACKS: Record<AnsweredChange['change']['verb'], string> = {
  create: CALLBACK.createResource,
  modify: CALLBACK.modifyResource,
  delete: CALLBACK.deleteResource,
}
