import { z } from 'zod'
import type { Config } from '../../src/config/config.js'
import type { JsonObject } from '../../src/json.js'
import { dataOf } from '../graphql/ask.js'
import { packArchive, sha256, type ArchiveEntry } from './archives.js'
import { domain, startTestCozy, type TestCozy } from './cozy.js'
import { editor } from './gateway.js'
import type { Answer } from './http.js'

/** A `TestCozy` whose instance can install applications from the registry of its gateway. */
export interface InstallingCozy extends TestCozy {
  /** A token of the command line that permits everything with applications and konnectors. */
  cli: string
  /** Publishes a version with these members in its manifest; creates the application if it is missing. */
  release: (slug: string, version: string, manifest?: JsonObject, type?: 'webapp' | 'konnector') => Promise<void>
  /** Runs a mutation on an application to its end, and returns its result. */
  run: (name: AppMutation, app: string, more?: string) => Promise<unknown>
  /** Serves an archive with this manifest, an icon and more files under a file name. */
  pack: (
    fileName: string,
    manifest: JsonObject,
    type?: 'webapp' | 'konnector',
    more?: ArchiveEntry[],
  ) => Promise<Packed>
  /** Sends a request to the instance, by default with the token `cli`. */
  request: (method: string, path: string, token?: string) => Promise<Answer>
  /** The stored document of an application. */
  document: (slug: string, type?: 'apps' | 'konnectors') => Promise<JsonObject | undefined>
  /** Waits until the stored document of an application meets a condition. */
  until: (slug: string, isMet: (document: JsonObject | undefined) => boolean) => Promise<JsonObject | undefined>
  /** The permissions that `/permissions/self` shows to an application, or the status if it is not 200. */
  rules: (slug: string, kind?: 'app' | 'konnector') => Promise<unknown>
}

/** A mutation on an application. */
export type AppMutation = 'installApp' | 'updateInstalledApp' | 'uninstallApp'

interface Packed {
  url: string
  sha256: string
}

const selfShape = z.object({ data: z.object({ attributes: z.object({ permissions: z.json().default({}) }) }) })

const everything = 'io.cozy.apps io.cozy.konnectors'

/** Starts a gateway with an instance that can install applications. */
export async function startInstallingCozy(settings: Partial<Config> = {}): Promise<InstallingCozy> {
  const cozy = await startTestCozy(undefined, settings)
  const cli = await cozy.tokenOf({ kind: 'cli', scope: everything }, 100_000)
  const created = new Set<string>()
  const document: InstallingCozy['document'] = (slug, type = 'apps') =>
    cozy.instances.documents.get(cozy.instance, `io.cozy.${type}`, `io.cozy.${type}/${slug}`)
  const pack: InstallingCozy['pack'] = async (fileName, manifest, type = 'webapp', more = []) => {
    const files = [
      { name: `top/manifest.${type}`, content: JSON.stringify(manifest) },
      { name: 'top/icon.svg', content: `<svg xmlns="http://www.w3.org/2000/svg"><!-- ${fileName} --></svg>` },
      ...more,
    ]
    const archive = await packArchive(files, { gzip: true })
    return { url: cozy.archives.serve(fileName, archive), sha256: sha256(archive) }
  }
  return {
    ...cozy,
    cli,
    pack,
    document,
    async release(slug, version, manifest = {}, type = 'webapp') {
      if (!created.has(slug)) await cozy.addApp({ slug, type })
      created.add(slug)
      const whole = { name: slug, slug, version, editor, type, icon: 'icon.svg', ...manifest }
      const { url, sha256: checksum } = await pack(`${slug}-${version}.tar.gz`, whole, type)
      const answer = await cozy.send(`/registry/${slug}`, {
        method: 'POST',
        headers: { Authorization: `Token ${await cozy.token({ app: slug })}` },
        body: { version, url, sha256: checksum },
      })
      if (answer.status !== 201) throw new Error(`${slug} ${version} was not published: ${answer.text}`)
    },
    run(name, app, more = '') {
      const input = `{ domain: "${domain}", app: "${app}" ${more} }`
      const fields = 'installedApp { slug type state version source availableVersion checksum document }'
      const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Success`
      const query = `mutation { result: ${name}(input: ${input}) { __typename ... on ${type} { ${fields} } ... on Refusal { code message } } }`
      return dataOf(cozy, query, { token: cozy.master })
    },
    request: (method, path, token = cli) => cozy.ask(path, token, { method }),
    async until(slug, isMet) {
      for (let tries = 0; ; tries++) {
        const found = await document(slug)
        if (isMet(found)) return found
        if (tries > 500) throw new Error(`The document of ${slug} stayed ${JSON.stringify(found)}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    async rules(slug, kind = 'app') {
      const answer = await cozy.ask('/permissions/self', await cozy.tokenOf({ kind, slug }))
      return answer.status === 200 ? selfShape.parse(answer.json()).data.attributes.permissions : answer.status
    },
  }
}
