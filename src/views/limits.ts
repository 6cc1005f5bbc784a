/**
 * Slack's limits as the views keep them: the safe figure where sources disagree.
 * Lengths are UTF-16 units after escaping. https://docs.slack.dev/reference/block-kit
 */
export const LIMITS = {
  messageText: 4_000,
  messageBlocks: 50,
  /** Slack refuses about 13,200 (`msg_blocks_too_long`, slackapi/bolt-js#2509). */
  blocksJsonChars: 12_000,
  modalBlocks: 100,
  modalTitle: 24,
  modalButton: 24,
  privateMetadata: 3_000,
  sectionText: 3_000,
  sectionFields: 10,
  fieldText: 2_000,
  headerText: 150,
  contextElements: 10,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2_000,
  accessibilityLabel: 75,
  optionText: 75,
  optionValue: 150,
  selectOptions: 100,
  /** Check boxes and radio buttons. */
  choiceOptions: 10,
  placeholder: 150,
  inputLabel: 2_000,
  typedText: 3_000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  blockId: 255,
  url: 3_000,
  imageAltText: 2_000,
  chartTitle: 50,
  /** Newer SDKs allow 12. */
  chartSeries: 6,
  chartPoints: 20,
  /** Of a category and of a series. */
  chartLabel: 20,
  chartAxisLabel: 50,
} as const
