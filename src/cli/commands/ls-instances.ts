import type { Command } from 'commander'
import type { Context } from '../context.js'
import { jsonFlag } from '../flags.js'
import { ListInstancesDocument, type PrintedInstanceFragment } from '../generated/operations.js'
import type { Operations } from '../../operator/operations.js'

const pageSize = 200

/** `ls-instances`: prints the domains of the instances, one per line. */
export function lsInstancesCommand(program: Command, context: Context): void {
  program
    .command('ls-instances')
    .description('print the domains of the instances')
    .addOption(jsonFlag())
    .action(async ({ json }: { json?: boolean }) => {
      const instances = await context.withReadableRegistry('without master secret', listInstances)
      if (json) return context.json(instances)
      context.out(instances.map(({ domain }) => `${domain}\n`).join(''))
    })
}

async function listInstances({ execute }: Operations): Promise<PrintedInstanceFragment[]> {
  const found: PrintedInstanceFragment[] = []
  let after: string | null = null
  for (;;) {
    const { instances }: { instances: Page } = await execute(ListInstancesDocument, { first: pageSize, after })
    found.push(...instances.nodes)
    if (!instances.pageInfo.hasNextPage) return found
    after = instances.pageInfo.endCursor
  }
}

interface Page {
  readonly nodes: readonly PrintedInstanceFragment[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}
