import { freePorts, type Processes } from './processes.js'

/** Starts a Redis without persistence. Returns the environment variables for the tests that need it. */
export async function startRedis(processes: Processes): Promise<Record<string, string>> {
  const [port = 0] = await freePorts(1)
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  await processes.start({ name: 'redis', port, command: 'redis-server', args })
  return { REDIS_URL: `redis://127.0.0.1:${port}` }
}
