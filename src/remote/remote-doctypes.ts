import type { Documents } from '../documents/documents.js'
import { allowsType } from '../instances/permissions/matching.js'
import type { Rule } from '../instances/permissions/rule.js'
import type { OpenAnswer, Outgoing } from '../outgoing/client.js'
import { answerHeaders, valuesOf } from './answer-headers.js'
import { RemoteAssets } from './assets.js'
import { CachedGet } from './cached-get.js'
import { CallLimiter } from './call-limiter.js'
import { isAllowedType, mediaTypeOf } from './content-type.js'
import { parseDefinition, type Definition, type Verb } from './definition.js'
import { FolderDefinitions, type Definitions } from './definitions.js'
import { invalidRequest, RemoteError } from './errors.js'
import { expand, variablesIn, type RemoteRequest } from './expand.js'
import type { RemoteLimits } from './limits.js'
import { PublishedDefinitions } from './published-definitions.js'
import type { RemoteAnswer } from './remote-answer.js'
import { remoteFailure } from './remote-failure.js'
import { RequestLog, type RequestLogParts } from './request-log.js'
import { RemoteSecrets, type Secrets } from './secrets.js'
import { isSecretVariable, secretNameOf, type Variables } from './variables.js'

/** The dependencies and settings of remote doctypes. */
export interface RemoteParts extends RequestLogParts {
  documents: Documents
  /** The HTTP client. It must have been created with `outgoingOptions`. */
  outgoing: Outgoing
  /** The prefix of the names of the databases. */
  prefix: string
  /** The master secret, 32 bytes. */
  secret: Buffer
  /** The `User-Agent` of requests whose definition has none. */
  userAgent: string
  definitions: { folder: string } | { address: string; listAddress: string }
  allowsCustomPorts: boolean
  /** The URLs of the assets, by name. */
  assets: ReadonlyMap<string, string>
  limits: RemoteLimits
}

/** A call of a remote doctype. */
export interface RemoteCall {
  instance: { domain: string }
  /** The client. `id` identifies it within its instance. `slug` is set only for an application. */
  caller: { rules: Iterable<Rule>; slug?: string | undefined; id: string }
  doctype: string
  verb: Verb
  /** Reads the variables. It is called after the permission and the definition have been checked. */
  variables: () => Promise<Variables> | Variables
  /** Aborts the call, and the answer while it is sent. */
  signal: AbortSignal
}

/**
 * Sends requests to remote hosts for applications. The requests are defined by the operator, and applications give only the
 * values of variables.
 */
export class RemoteDoctypes {
  readonly secrets: RemoteSecrets
  readonly #parts: RemoteParts
  readonly #definitions: Definitions
  readonly #assets: RemoteAssets
  readonly #requestLog: RequestLog
  readonly #limiter = new CallLimiter()

  constructor(parts: RemoteParts) {
    const { documents, outgoing, prefix, secret, userAgent, limits, clock, log } = parts
    const cachedGet = new CachedGet({ outgoing, userAgent, maxBytes: limits.assetCache })
    this.#parts = parts
    this.secrets = new RemoteSecrets({ documents, prefix, secret, log })
    this.#requestLog = new RequestLog(parts)
    this.#assets = new RemoteAssets({ cachedGet, assets: parts.assets, limits })
    const published = {
      documents,
      database: `${prefix}-remote-definitions`,
      outgoing,
      cachedGet,
      userAgent,
      clock,
      log,
    }
    this.#definitions =
      'folder' in parts.definitions
        ? new FolderDefinitions(parts.definitions.folder)
        : new PublishedDefinitions({ ...published, ...parts.definitions, limits })
  }

  /**
   * Calls a remote doctype.
   * @throws RemoteError, the errors of `variables`, and the abort reason of the signal
   */
  async call(call: RemoteCall): Promise<RemoteAnswer> {
    const { caller, doctype, verb } = call
    // The permission is checked first. Otherwise, an application without permissions could find out which doctypes exist.
    if (!allowsType(caller.rules, verb, doctype)) throw new RemoteError('FORBIDDEN', 'Forbidden')
    const endCall = this.#limiter.enter(this.#limitsOf(call))
    try {
      const { answer, closed } = await this.#exchange(call)
      void closed.then(endCall)
      return answer
    } catch (error) {
      endCall()
      this.#logRefusal(call, error)
      throw error
    }
  }

  /**
   * The names of the known doctypes.
   * @throws RemoteError NO_DEFINITION, UNREACHABLE
   */
  doctypes(): Promise<string[]> {
    return this.#definitions.doctypes()
  }

  /**
   * Fetches a remote asset for an application of an instance.
   * @throws RemoteError NO_ASSET, TOO_MANY_CALLS, UNREACHABLE, ANSWER_TOO_LARGE, and the abort reason of the signal
   */
  asset(instance: { domain: string }, name: string, signal: AbortSignal): Promise<RemoteAnswer> {
    return this.#assets.open(instance, name, signal)
  }

  async #exchange(call: RemoteCall): Promise<{ answer: RemoteAnswer; closed: Promise<void> }> {
    const { instance, caller, doctype, verb, signal } = call
    const definition = parseDefinition(await this.#definitions.textOf(doctype), this.#parts.limits)
    if (definition.verb !== verb) {
      const detail = `the definition of "${doctype}" is a ${definition.verb}`
      throw new RemoteError('WRONG_VERB', `${verb} is not allowed on this endpoint`, detail)
    }
    const variables = await call.variables()
    const request = await this.#expand(doctype, definition, variables)
    const answer = await this.#send(request, signal)
    const { status, headers, body, closed } = answer
    const mediaType = requireAllowedType(answer)
    await this.#requestLog.append({
      domain: instance.domain,
      doctype,
      request,
      variables,
      slug: caller.slug,
      status,
      mediaType,
    })
    const hasSecret = request.hasSecret || request.secretHeaders.size > 0
    return { answer: { status, headers: answerHeaders(headers, { status, mediaType, hasSecret }), body }, closed }
  }

  async #expand(doctype: string, definition: Definition, variables: Variables): Promise<RemoteRequest> {
    const needsSecrets = [...variablesIn(definition)].some(isSecretVariable)
    const secrets: Secrets = needsSecrets ? await this.secrets.of(doctype) : new Map()
    const valueOf = (name: string): string => {
      const value = isSecretVariable(name) ? secrets.get(secretNameOf(name)) : variables.get(name)
      if (value !== undefined) return value
      const message = 'a variable is used in the template, but no value was given'
      throw new RemoteError('MISSING_VARIABLE', message, `{{${name}}} has no value`)
    }
    const request = expand(definition, { valueOf, isSecret: isSecretVariable }, this.#parts.limits)
    if (definition.hasColon && !this.#parts.allowsCustomPorts) {
      throw invalidRequest('the URL has a port, or an IPv6 address: see the setting remote_allow_custom_port')
    }
    return request
  }

  async #send(
    { verb, origin, target, headers, body, ...secrets }: RemoteRequest,
    signal: AbortSignal,
  ): Promise<OpenAnswer> {
    const { outgoing, userAgent, limits } = this.#parts
    // For a definition with an empty `User-Agent`, the request has no such header.
    const hasUserAgent = headers.some(([name]) => name.toLowerCase() === 'user-agent')
    const definedHeaders = headers.filter(([name, value]) => name.toLowerCase() !== 'user-agent' || value !== '')
    const sentHeaders = hasUserAgent ? definedHeaders : [['User-Agent', userAgent] as const, ...headers]
    const { secretHeaders, hasSecret } = secrets
    const request = { method: verb, url: origin, target, headers: sentHeaders, secretHeaders, hasSecret }
    try {
      return await outgoing.open(verb === 'POST' ? { ...request, body } : request, {
        maxBytes: limits.answer,
        timeout: limits.timeout,
        signal,
      })
    } catch (error) {
      signal.throwIfAborted()
      throw remoteFailure(error, limits.answer, 'limits.remote.answer')
    }
  }

  #limitsOf({ instance: { domain }, caller: { id } }: RemoteCall) {
    const { callsPerInstance, callsPerApp } = this.#parts.limits
    const unit = 'calls of remote doctypes'
    return [
      { key: domain, max: callsPerInstance, unit, setting: 'limits.remote.calls_per_instance' },
      { key: `${domain} ${id}`, max: callsPerApp, unit, setting: 'limits.remote.calls_per_app' },
    ]
  }

  #logRefusal({ instance: { domain }, caller: { slug }, doctype }: RemoteCall, error: unknown): void {
    if (!(error instanceof RemoteError)) return
    const { code, detail } = error
    this.#parts.log.info({ domain, app: slug, doctype, code, detail }, 'A call of a remote doctype was refused')
  }
}

// The media type of an answer. Refuses the answer, and closes its connection, if applications may not get this type.
function requireAllowedType({ headers, close }: OpenAnswer): string {
  const types = valuesOf(headers, 'content-type')
  const mediaType = mediaTypeOf(types)
  if (mediaType !== undefined && isAllowedType(mediaType)) return mediaType
  close()
  const message = 'the content-type for the response is not authorized'
  throw new RemoteError('REFUSED_TYPE', message, `the answer has the type "${types.join(', ')}"`)
}
