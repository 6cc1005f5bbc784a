import type { KnownBlock } from '@slack/types'
import { releaseName } from '../domain/deploys/release.ts'
import type { DeployModalView } from './deploy-modal-view.ts'
import { ACTION } from './ids.ts'
import { context, section } from './kit.ts'
import { manyOf, picker, radioButtons, searchSelect, select, type OptionSpec } from './kit-inputs.ts'
import { LIMITS } from './limits.ts'
import { plainMoment } from './mrkdwn.ts'
import { oneLine, plural } from './text.ts'

/** What goes where. A picker appears when what it depends on is chosen. */
export function pickerBlocks(view: DeployModalView): KnownBlock[] {
  const { kind, picked } = view
  const blocks: KnownBlock[] = [
    picker({
      blockId: 'project',
      text: '*Project*',
      element: searchSelect({
        actionId: ACTION.pickProject,
        placeholder: 'Search: yours come first',
        chosen: same(picked.project),
      }),
    }),
  ]
  if (picked.project === null) return blocks
  blocks.push(
    picker({
      blockId: `service:${picked.project}`,
      text: '*Service*',
      element: searchSelect({
        actionId: ACTION.pickService,
        placeholder: 'Search',
        chosen: same(picked.service),
      }),
    }),
  )
  if (picked.service === null) return blocks
  blocks.push(...environmentBlocks(view))
  if (kind === 'deploy') {
    blocks.push(
      picker({
        blockId: `version:${picked.project}/${picked.service}`,
        text: '*Version*',
        element: searchSelect({
          actionId: ACTION.pickVersion,
          placeholder: 'Search: tag, commit, author, or a full image',
          chosen: picked.version,
        }),
      }),
      ...regionBlocks(view),
    )
  } else blocks.push(...previousBlocks(view))
  return blocks
}

function environmentBlocks({ kind, environments, picked }: DeployModalView): KnownBlock[] {
  const element = select({
    actionId: ACTION.pickEnvironment,
    placeholder: 'Choose',
    chosen: picked.environment,
    options: environments.map(({ name, regions, mayDeploy }) => ({
      text: mayDeploy ? name : `${name} (you may not)`,
      value: name,
      more: placesWords(regions, kind),
    })),
  })
  return element
    ? [picker({ blockId: 'environment', text: '*Environment*', element })]
    : [
        context(
          '⚠️ No environment is configured for this project. Ask the platform team to add one under `deploys.environments`.',
        ),
      ]
}

function placesWords(regions: { region: string; wave: string }[], kind: DeployModalView['kind']): string {
  const waves = new Set(regions.map(({ wave }) => wave)).size
  return waves > 1 && kind === 'deploy'
    ? `${plural(regions.length, 'region')} in ${waves} waves`
    : plural(regions.length, 'region')
}

function regionBlocks({ environments, picked }: DeployModalView): KnownBlock[] {
  const chosen = environments.find(({ name }) => name === picked.environment)
  if (!chosen || chosen.regions.length < 2) return []
  const waves = [...new Set(chosen.regions.map(({ wave }) => wave))]
  const element = manyOf({
    actionId: ACTION.pickRegions,
    chosen: picked.regions,
    options: chosen.regions.map(({ region, wave }) => ({
      text: waves.length > 1 ? `${region} (wave ${waves.indexOf(wave) + 1})` : region,
      value: region,
    })),
  })
  // A row of its own: beside its name every choice would take a line or two.
  return element ? [section('*Regions*'), { type: 'actions', block_id: 'regions', elements: [element] }] : []
}

/** The value of a choice is its digest. */
function previousBlocks({ previous, picked }: DeployModalView): KnownBlock[] {
  const element = radioButtons({
    actionId: ACTION.pickPrevious,
    chosen: picked.version?.value ?? null,
    options: previous.map(({ release, at }) => ({
      text: `${releaseName(release)} · ran ${plainMoment(at)}`,
      value: release.digest,
      more: oneLine(release.message ?? release.digest.slice(0, 19), LIMITS.optionText),
    })),
  })
  if (!element) return []
  const hidden = previous.length - LIMITS.choiceOptions
  const rest = `${plural(hidden, 'older version')} not shown: \`/deploy\` takes any version`
  // A row of its own: beside its name there is no room for a title.
  const choices: KnownBlock = { type: 'actions', block_id: 'previous', elements: [element] }
  return [section('*Back to*'), choices, ...(hidden > 0 ? [context(rest)] : [])]
}

function same(name: string | null): OptionSpec | null {
  return name === null ? null : { text: name, value: name }
}
