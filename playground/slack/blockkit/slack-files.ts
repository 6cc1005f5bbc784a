import { isRecord, type Report } from './checks.ts'

/** The Slack files that images in these blocks name: the block itself, an accessory, a part of a context. */
export function slackFilesIn(blocks: unknown[], at = ''): { id: unknown; pointer: string }[] {
  return blocks.flatMap((block, index) => {
    if (!isRecord(block)) return []
    const pointer = `${at}/${index}`
    const elements = Array.isArray(block['elements']) ? block['elements'] : []
    return [
      { holder: block, pointer },
      { holder: block['accessory'], pointer: `${pointer}/accessory` },
      ...elements.map((element, place) => ({ holder: element, pointer: `${pointer}/elements/${place}` })),
    ].flatMap(({ holder, pointer: where }) =>
      isRecord(holder) && isRecord(holder['slack_file'])
        ? [{ id: holder['slack_file']['id'], pointer: `${where}/slack_file` }]
        : [],
    )
  })
}

/** Slack says the same for a file that is not there, not ready, no image, or named by its URL (not known here). */
export function checkSlackFiles(
  blocks: unknown[],
  at: string,
  { showsFile, report }: { showsFile: (id: string) => boolean; report: Report },
): void {
  for (const { id, pointer } of slackFilesIn(blocks, at))
    if (typeof id !== 'string' || !showsFile(id)) report(pointer, 'invalid slack file')
}
