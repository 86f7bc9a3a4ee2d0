import { expect } from 'vitest'
import { editor } from '../../../support/gateway.js'

const timestamp = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)
const checksum = expect.stringMatching(/^[0-9a-f]{64}$/)

/** The expected JSON of a version that a transcript published, with the default manifest of tests. */
export function version(slug: string, number: string, { owner = editor } = {}): object {
  const [withoutSuffix] = number.split('-')
  return {
    attachments: { icon: checksum, [`${slug}-${number}.tar.gz`]: checksum },
    slug,
    editor: owner,
    type: 'webapp',
    version: number,
    manifest: {
      name: slug,
      slug,
      version: number.includes('-') ? expect.stringContaining(withoutSuffix ?? '') : number,
      editor,
      type: 'webapp',
      icon: 'icon.svg',
    },
    created_at: timestamp,
    url: expect.stringMatching(
      new RegExp(`^http://127\\.0\\.0\\.1:\\d+/registry/${slug}/${number}/tarball/${slug}-${number}\\.tar\\.gz$`),
    ),
    size: expect.stringMatching(/^\d+$/),
    sha256: checksum,
    tar_prefix: '',
  }
}

/** The expected JSON of an application. By default it is a webapp of `editor` without a data usage commitment. */
export function app(slug: string, more: object = {}): object {
  return {
    slug,
    type: 'webapp',
    editor,
    created_at: timestamp,
    data_usage_commitment: 'none',
    data_usage_commitment_by: 'none',
    label: 5,
    ...more,
  }
}
