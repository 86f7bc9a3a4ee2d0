import { describe, expect, it } from 'vitest'
import { Fixture } from '../fixture.js'

const fixture = new Fixture()

describe('serve', () => {
  it('listens, prints its address, logs that syslog is not supported, and stops gracefully on a signal', async () => {
    const events: string[] = []
    let stop = (): void => {}
    const running = fixture.call(['serve', '--syslog'], {
      onStop: (listener) => {
        stop = listener
        return () => events.push('released')
      },
      startServer: async (config, { secret }) => {
        events.push(`start ${config.port} ${secret.length}`)
        setImmediate(() => stop())
        return { address: '127.0.0.1:8080', close: async () => void events.push('closed') }
      },
    })
    const { status, stdout, stderr } = await running
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'Listening on 127.0.0.1:8080...\n' })
    expect(events).toEqual(['start 8080 32', 'released', 'closed'])
    expect(
      stderr
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    ).toMatchObject([{ msg: expect.stringContaining('syslog is not supported') }])
  })

  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::1', '[::1]'],
  ])('reports a port that is in use at %s', async (address, shown) => {
    const taken = Object.assign(new Error('listen'), { code: 'EADDRINUSE', address, port: 8080 })
    expect(await fixture.call(['serve'], { startServer: () => Promise.reject(taken) })).toEqual({
      status: 1,
      stdout: '',
      stderr: `Error: listen tcp ${shown}:8080: bind: address already in use\n`,
    })
  })
})
