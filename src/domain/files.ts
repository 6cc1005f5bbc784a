/** What is known after one try to bring a file into Slack. */
export type FileResult =
  | { outcome: 'done'; fileId: string }
  /** Try again after this time. */
  | { outcome: 'later'; retryAfterMs: number; error: string }
  /** Slack does not want it: scope missing, uploads disabled, storage full. */
  | { outcome: 'refused'; error: string }
  /** Nobody knows whether the last step was carried out. Its file id, to complete it once more. */
  | { outcome: 'ambiguous'; fileId: string | null; error: string }

export interface OutgoingFile {
  filename: string
  title: string
  /** What people hear who do not see it; null for what is no image. */
  altText: string | null
  bytes: Uint8Array
}

/** Port: files in Slack, by getUploadURLExternal and completeUploadExternal. Never throws for what Slack or the network does. */
export interface Files {
  /** A file that nobody sees until a message shows it. Resolves when Slack can show it: an image block may name its id. */
  keep(file: OutgoingFile): Promise<FileResult>
  /**
   * Into the direct message with a person. `onUploaded` is awaited before anybody can see the file; `already`: its id of a
   * try of which nobody knows how it ended, to be completed once more.
   */
  sendTo(
    userId: string,
    file: OutgoingFile,
    options: { comment: string; already: string | null; onUploaded?(fileId: string): Promise<void> },
  ): Promise<FileResult>
}

/** Port: pictures of charts. */
export interface Pictures {
  /** A PNG of the SVG. Throws only for an SVG that is none. */
  png(svg: string): Promise<Uint8Array>
}
