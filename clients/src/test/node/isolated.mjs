// Runs a program that can reach one port of this machine's loopback interface and nothing else:
//   node isolated.mjs PORT PROGRAM ARGUMENT...
// The program runs in a network namespace of its own, whose loopback has the port, and which is connected by a Unix
// socket. Where namespaces may not be made, it runs in the machine's network.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const self = fileURLToPath(import.meta.url)
const UP = 'ip link set lo up'

function forward(from, to) {
  const server = createServer(near => {
    const far = connect(to)
    near.pipe(far).pipe(near)
    for (const [one, other] of [[near, far], [far, near]]) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
  return new Promise(listening => server.listen(from, () => listening(server)))
}

function run(program, programArguments, end) {
  const child = spawn(program, programArguments, { stdio: ['ignore', 'inherit', 'inherit'] })
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill('SIGKILL'))
  child.on('error', () => end(127))
  child.on('exit', code => end(code ?? 1))
}

const [first, ...rest] = process.argv.slice(2)
if (first === 'inside') {
  const [socket, port, program, ...programArguments] = rest
  await forward({ port: Number(port), host: '127.0.0.1' }, { path: socket })
  run(program, programArguments, code => process.exit(code))
} else if (spawnSync('unshare', ['-n', 'sh', '-c', UP]).status !== 0) {
  run(rest[0], rest.slice(1), code => process.exit(code))
} else {
  const folder = mkdtempSync(join(tmpdir(), 'isolated'))
  const socket = join(folder, 'socket')
  await forward({ path: socket }, { port: Number(first), host: '127.0.0.1' })
  const inside = [process.execPath, self, 'inside', socket, first, ...rest]
  run('unshare', ['-n', 'sh', '-c', `${UP} && exec "$@"`, 'sh', ...inside], code => {
    rmSync(folder, { recursive: true })
    process.exit(code)
  })
}
