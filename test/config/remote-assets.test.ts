import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadConfig } from '../../src/config/config.js'
import { temporaryFolder } from '../support/temporary-folder.js'

test.each(['ftp://a.example/x?token=hunter22', 'https://user:hunter22@a.example/x', 'no URL'])(
  'the address "%s" of a remote asset is refused, and the error shows no secret',
  async (address) => {
    const cwd = await temporaryFolder()
    await writeFile(join(cwd, 'cozy-registry.yml'), `data: x\nremote_assets: { cities: "${address}" }\n`)
    const loading = loadConfig({ argvFlags: {}, env: {}, cwd, home: undefined })
    await expect(loading).rejects.toThrow(
      'the address of "cities" is no http or https URL without user and password: "',
    )
    await expect(loading).rejects.not.toThrow('hunter22')
  },
)
