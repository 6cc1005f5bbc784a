import type { KnownBlock } from '@slack/types'
import type { Team } from '../domain/catalogue.ts'
import type { ApprovalRule } from '../domain/approval-rule.ts'
import { DRAFT_LIFE_MS, type Draft } from '../domain/deploys/draft.ts'
import type { TargetPlan } from '../domain/deploys/plan.ts'
import type { Release } from '../domain/deploys/release.ts'
import { changeLines } from './deploy-plan-modal.ts'
import { fitLines } from './fit.ts'
import { context, section } from './kit.ts'
import { LIMITS } from './limits.ts'
import { duration, moment } from './mrkdwn.ts'
import { commitWords, planWarnings, regionList, whoWords } from './plan-words.ts'
import { fromToWords, originWords } from './release-words.ts'
import { plural } from './text.ts'

const MOST_CHANGES = 6
const MOST_WARNINGS = 12

/** What handing the modal in would do. */
export function draftBlocks({
  draft,
  approval,
  team,
}: {
  draft: Draft
  approval: ApprovalRule | null
  team: Team | null
}): KnownBlock[] {
  const { release, plan } = draft
  const blocks: KnownBlock[] = [
    section(`*What would change*\n${fromToWords(draft.fromName, release)}\n${originWords(release)}`),
  ]
  if (draft.kind === 'deploy') blocks.push(section(commitWords(plan.targets, 5, draft.fromName)))
  blocks.push(...changeBlocks(plan.targets, release))
  const warnings = planWarnings(plan)
  if (warnings.length > 0) {
    const shown = warnings.slice(0, MOST_WARNINGS)
    const rest = warnings.length - shown.length
    blocks.push(
      section([...shown, ...(rest > 0 ? [`… and ${plural(rest, 'more warning')}`] : [])].join('\n')),
    )
  }
  blocks.push(
    context(
      `${afterwards(draft, approval, team)} This plan is good until ${moment(draft.createdAt + DRAFT_LIFE_MS)}.`,
    ),
  )
  return blocks
}

/** Regions where the same is written stand together. */
function changeBlocks(targets: readonly TargetPlan[], release: Release): KnownBlock[] {
  const alike = [...Map.groupBy(targets, (target) => changeLines(target, release).join('\n'))]
  const blocks: KnownBlock[] = alike
    .slice(0, MOST_CHANGES)
    .map(([lines, found]) =>
      section(
        fitLines(
          [`*${regionList(found.map(({ region }) => region))}*`, ...lines.split('\n')],
          LIMITS.sectionText,
        ),
      ),
    )
  const rest = alike.slice(MOST_CHANGES).reduce((sum, [, found]) => sum + found.length, 0)
  if (rest > 0) blocks.push(context(`… and ${plural(rest, 'more region')}: the card shows all of them`))
  return blocks
}

function afterwards({ kind, plan }: Draft, approval: ApprovalRule | null, team: Team | null): string {
  const waves = new Set(plan.targets.map(({ wave }) => wave)).size
  if (kind === 'rollback') return 'It starts at once, in all regions, before whatever rolls out now.'
  if (approval === null) return waves > 1 ? `It starts at once, in ${waves} waves.` : 'It starts at once.'
  const each = waves > 1 ? `Each of its ${waves} waves needs` : 'It needs'
  const later = waves > 1 ? ' A later wave is asked for when the one before serves.' : ''
  return `${each} ${plural(approval.count, 'approval')} from ${whoWords(approval.from, team)} within ${duration(approval.expiresMs)}.${later}`
}
