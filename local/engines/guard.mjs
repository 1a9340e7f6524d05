// Runs the command it is given and ends it when its own standard input closes. The host holds the other end of that
// pipe, and the kernel closes it however the host dies: that is why no engine outlives its host.
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
const engine = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

engine.on('spawn', () => process.stdout.write(`engine ${engine.pid}\n`));
engine.on('error', () => process.exit(127));
engine.on('exit', (code) => process.exit(code ?? 0));

function end() {
  engine.kill('SIGTERM');
  setTimeout(() => engine.kill('SIGKILL'), 2000).unref();
}
process.stdin.on('end', end).on('error', end).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
