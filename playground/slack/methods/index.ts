import type { ApiMethod } from '../method.ts'
import { appsConnectionsOpen } from './apps-connections-open.ts'
import { authTest } from './auth-test.ts'
import { chatGetPermalink } from './chat-get-permalink.ts'
import { chatPostEphemeral } from './chat-post-ephemeral.ts'
import { chatPostMessage } from './chat-post-message.ts'
import { chatUpdate } from './chat-update.ts'
import { conversationsHistory } from './conversations-history.ts'
import { conversationsInfo } from './conversations-info.ts'
import { conversationsList } from './conversations-list.ts'
import { conversationsOpen } from './conversations-open.ts'
import { conversationsReplies } from './conversations-replies.ts'
import { filesCompleteUploadExternal } from './files-complete-upload-external.ts'
import { filesGetUploadUrlExternal } from './files-get-upload-url-external.ts'
import { filesInfo } from './files-info.ts'
import { usergroupsList } from './usergroups-list.ts'
import { usersInfo } from './users-info.ts'
import { viewsOpen } from './views-open.ts'
import { viewsUpdate } from './views-update.ts'

/** Exactly the methods that the bot calls; every other name is answered `unknown_method`. */
export const methods: ReadonlyMap<string, ApiMethod> = new Map(
  [
    authTest,
    appsConnectionsOpen,
    chatPostMessage,
    chatUpdate,
    chatPostEphemeral,
    chatGetPermalink,
    conversationsHistory,
    conversationsReplies,
    conversationsInfo,
    conversationsList,
    conversationsOpen,
    filesGetUploadUrlExternal,
    filesCompleteUploadExternal,
    filesInfo,
    viewsOpen,
    viewsUpdate,
    usersInfo,
    usergroupsList,
  ].map((method) => [method.name, method]),
)
