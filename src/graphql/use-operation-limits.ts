import {
  execute,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  OperationTypeNode,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { ParameterizedContext } from 'koa'
import type { Logger } from 'pino'
import { RegistryError } from '../registry/errors.js'
import type { Context } from './context.js'
import { costOf } from './cost.js'
import { causeOf, maskErrors, rewrite } from './errors.js'
import { FileLookups } from './file-lookups.js'
import { limitExceeded, type GraphQLLimits } from './limits.js'
import { OperationRun } from './operation-run.js'
import type { TimeSlices } from '../http-semantics/time-slices.js'

type OperationLimits = Pick<GraphQLLimits, 'first' | 'cost' | 'answerBytes' | 'runTimeout' | 'errors'>

/** The dependencies of `useOperationLimits`. */
export interface OperationLimitParts {
  limits: OperationLimits
  slices: TimeSlices
  log: Logger
}

type HttpContext = Context & { ctx: ParameterizedContext }

const maxVariableErrors = 10
// Mutations are never aborted, since their changes can't be undone.
const unlimited = { cost: Infinity, answerBytes: Infinity, errors: Infinity }
// The longest delay that a timer of Node can have, in milliseconds.
const maxTimerDelay = 2 ** 31 - 1

/** Refuses an operation whose estimated cost exceeds the limit. Ends a running query that exceeds a limit. */
export function useOperationLimits({ limits, slices, log }: OperationLimitParts): Plugin<HttpContext> {
  return {
    onExecute({ args, setResultAndStopExecution, setExecuteFn }) {
      const context: HttpContext = args.contextValue
      const { errors, cost, type } = checkOperation(args, limits)
      if (errors) {
        setResultAndStopExecution({ errors })
        return
      }
      Object.assign(context, { cost })
      const isQuery = type === OperationTypeNode.QUERY
      const appliedLimits = isQuery ? limits : { ...limits, ...unlimited, runTimeout: maxTimerDelay }
      const costReport = asksForCost(context.ctx) ? { cost: { value: cost, limit: limits.cost } } : undefined
      setExecuteFn(async (executeArgs: ExecutionArgs) => {
        // A mutation continues when its client disconnects.
        const disconnected = isQuery ? context.signal : undefined
        const run = new OperationRun(slices, appliedLimits)
        const result = await executeWithin(run, executeArgs, context, disconnected)
        return {
          ...result,
          ...(result.errors && { errors: maskErrors(result.errors, log) }),
          ...(costReport && { extensions: costReport }),
        }
      })
    },
  }
}

/**
 * Checks the variables and the cost of an operation before it runs. For a subscription, the cost is that of one event.
 * @throws GraphQLError LIMIT_EXCEEDED
 */
export function checkOperation(
  { schema, document, operationName, variableValues }: ExecutionArgs,
  limits: Pick<GraphQLLimits, 'first' | 'cost'>,
): { errors?: GraphQLError[]; cost: number; type: OperationTypeNode } {
  const operation = getOperationAST(document, operationName)
  if (!operation) throw new Error('Yoga has already refused a request without an operation')
  const type = operation.operation
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {}, {
    maxErrors: maxVariableErrors,
  })
  if (errors) return { errors: errors.map(invalidVariable), cost: 0, type }
  const cost = costOf({ schema, document, operation, variables: coerced }, limits)
  if (cost > limits.cost) {
    throw limitExceeded('cost', 'The operation costs', 'fields', { found: cost, limit: limits.cost })
  }
  return { cost, type }
}

// Adds the detail of a refusal to the message. The code `BAD_USER_INPUT` is the one of Apollo's clients and servers.
function invalidVariable(error: GraphQLError): GraphQLError {
  const cause = causeOf(error)
  const detail = cause instanceof RegistryError ? cause.details.detail : undefined
  const message = detail === undefined ? error.message : `${error.message}. ${detail}`
  return rewrite(error, message, { code: 'BAD_USER_INPUT' })
}

/** Whether a request asks for the cost of its operation. */
export function asksForCost(ctx: ParameterizedContext): boolean {
  return ctx.get('GraphQL-Cost') === 'report'
}

/**
 * Executes an operation within the limits of a run.
 * @param context the context in `args`; gets the run
 */
export async function executeWithin(
  run: OperationRun,
  args: ExecutionArgs,
  context: Context,
  disconnected: AbortSignal | undefined,
): Promise<ExecutionResult> {
  const lookups = new FileLookups(context.registry.files)
  const end = (): void => run.end(new GraphQLError('The client has left'))
  if (disconnected?.aborted) end()
  disconnected?.addEventListener('abort', end)
  Object.assign(context, { run, lookups })
  try {
    return await run.execute(() => execute(args))
  } finally {
    disconnected?.removeEventListener('abort', end)
    lookups.stop()
  }
}
