import { expect, test } from 'vitest'
import limits from '../../playground/slack/blockkit-limits.json' with { type: 'json' }
import { fit, jsonChars } from '../../src/views/fit.ts'
import { message, section } from '../../src/views/kit.ts'
import { LIMITS } from '../../src/views/limits.ts'

test('the views keep to the safe figure of each limit', () => {
  const { message: inMessage, modal } = limits.surfaces
  expect(LIMITS).toEqual({
    messageText: inMessage.text.safe,
    messageBlocks: inMessage.blocks.max,
    blocksJsonChars: inMessage.blocksJsonChars.safe,
    modalBlocks: modal.blocks.max,
    modalTitle: modal.title.max,
    modalButton: modal.close.max,
    privateMetadata: modal.private_metadata,
    sectionText: limits.blocks.section.text.max,
    sectionFields: limits.blocks.section.fields.max,
    fieldText: limits.blocks.section.fields.each,
    headerText: limits.blocks.header.text.max,
    contextElements: limits.blocks.context.elements.max,
    actionsElements: limits.blocks.actions.elements.max,
    buttonText: limits.elements.button.text.max,
    buttonValue: limits.elements.button.value,
    accessibilityLabel: limits.elements.button.accessibility_label,
    optionText: limits.objects.option.text,
    optionValue: limits.objects.option.value.max,
    selectOptions: limits.elements.static_select.options.max,
    choiceOptions: limits.elements.checkboxes.options.max,
    placeholder: limits.objects.placeholder,
    inputLabel: limits.blocks.input.label.max,
    typedText: limits.elements.plain_text_input.max_length[1],
    confirmTitle: limits.objects.confirm.title,
    confirmText: limits.objects.confirm.text,
    confirmButton: limits.objects.confirm.confirm,
    blockId: limits.objects.block_id.max,
    url: limits.elements.button.url,
    imageAltText: limits.blocks.image.alt_text.max,
    chartTitle: limits.blocks.data_visualization.title,
    chartSeries: limits.blocks.data_visualization.series.safe,
    chartPoints: limits.blocks.data_visualization.points,
    chartLabel: limits.blocks.data_visualization.pointLabel,
    chartAxisLabel: limits.blocks.data_visualization.axisLabel,
  })
})

test('rows are packed to the last character', () => {
  const rows = Array.from({ length: 60 }, () => [section('x'.repeat(300))])
  const blocks = (count: number) => rows.slice(0, count).flat()
  const count = fit(rows, { besides: [], maxRows: 60 })
  expect(jsonChars(blocks(count))).toBeLessThanOrEqual(LIMITS.blocksJsonChars)
  expect(jsonChars(blocks(count + 1))).toBeGreaterThan(LIMITS.blocksJsonChars)
  expect(fit(rows, { besides: blocks(3), maxRows: 60 })).toBe(count - 3)
  expect(fit(rows, { besides: [], maxRows: 2 })).toBe(2)
  expect(fit(rows, { besides: [], maxRows: 60, maxBlocks: 5 })).toBe(5)
})

test('a message that is too much is cut to what Slack takes', () => {
  const shown = message(
    'y'.repeat(5_000),
    Array.from({ length: 60 }, () => section('x'.repeat(2_000))),
  )
  expect(shown.text).toHaveLength(4_000)
  expect(jsonChars(shown.blocks)).toBeLessThanOrEqual(LIMITS.blocksJsonChars)
})
