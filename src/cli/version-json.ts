import { enums } from '../graphql/enums.js'
import type { JsonObject } from '../json.js'
import type { PrintedVersionFragment } from './generated/operations.js'

/** The JSON that commands print for a version. */
export function versionJson(version: PrintedVersionFragment): JsonObject {
  const { slug, version: number, channel, state, editor, createdAt, size, sha256, archive, withdrawn } = version
  return {
    slug,
    version: number,
    channel: enums.Channel[channel],
    state: state.toLowerCase(),
    editor: editor.name,
    created_at: new Date(createdAt).toISOString(),
    size,
    sha256,
    url: archive.url,
    ...(withdrawn && { withdrawn: { ...withdrawn, at: new Date(withdrawn.at).toISOString() } }),
  }
}
