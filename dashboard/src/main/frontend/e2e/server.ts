import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A server of this build in a process of its own, on a free port, with a folder that is deleted at the end. */
export class PitwallProcess {
  url = '';
  private process: ChildProcess | undefined;
  private output = '';
  private readonly main: string;
  private readonly options: string[];
  private readonly folder = mkdtempSync(join(tmpdir(), 'pitwall-e2e-'));

  private constructor(main: string, options: string[]) {
    this.main = main;
    this.options = options;
  }

  /** A server without data. */
  static async empty(settings = ''): Promise<PitwallProcess> {
    const server = new PitwallProcess('io.pitwall.server.app.Main', ['up']);
    if (settings) {
      const file = join(server.folder, 'pitwall.yaml');
      writeFileSync(file, settings);
      server.options.push('--config', file);
    }
    await server.start();
    return server;
  }

  /** A server with the simulated fleet; returns when the fleet's past is there. */
  static async demo(): Promise<PitwallProcess> {
    const server = new PitwallProcess('io.pitwall.lab.Main', [
      'demo',
      '--agents=24',
      '--history=30m',
      '--seed=1',
      '--rate=0.3',
    ]);
    await server.start();
    await server.until(() => server.output.includes('live: the fleet'), 'the past of the fleet');
    const answered = async () => {
      const { overview } = await (await fetch(`${server.url}/api/performance/overview`)).json();
      return overview.next_step !== null && overview.alerts.length > 0;
    };
    await server.until(answered, 'alerts and advice');
    return server;
  }

  /** Starts it; a second time on the same port with the same data. */
  async start() {
    const port = this.url ? new URL(this.url).port : '0';
    const data = join(this.folder, 'data');
    this.output = '';
    this.process = spawn(
      process.env.PITWALL_JAVA ?? 'java',
      [
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        '-Xmx1g',
        '--enable-native-access=ALL-UNNAMED',
        '-cp',
        classPath(),
        this.main,
        ...this.options,
        `--port=${port}`,
        `--data=${data}`,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'], env: environment() },
    );
    const child = this.process;
    process.once('exit', () => child.kill('SIGKILL')); // also when the tests are broken off
    this.process.stdout?.on('data', (text) => this.take(text));
    this.process.stderr?.on('data', (text) => this.take(text));
    await this.until(() => /Pitwall ready at \S+/.test(this.output), 'the line "Pitwall ready at"');
    this.url = /Pitwall ready at (\S+)/.exec(this.output)![1]!;
  }

  async stop() {
    const process = this.process;
    if (!process || process.exitCode !== null) return;
    const ended = new Promise((resolve) => process.once('exit', resolve));
    process.kill('SIGTERM');
    const kill = setTimeout(() => process.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(kill);
  }

  async close() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private take(text: Buffer) {
    this.output = (this.output + text).slice(-20_000);
  }

  private async until(condition: () => boolean | Promise<boolean>, what: string) {
    const end = Date.now() + 150_000;
    for (;;) {
      if (await Promise.resolve(condition()).catch(() => false)) return;
      if (this.process?.exitCode !== null && this.process?.exitCode !== undefined) {
        throw new Error(`expected ${what}, but the server ended:\n${this.output}`);
      }
      if (Date.now() > end) throw new Error(`expected ${what} within 150 s, got:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/** Without our own variables, which a server would take for misspelt settings. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PITWALL_')));
}

/** Of this build: handed on by Maven, or what the last build of the module `lab` left. */
function classPath(): string {
  if (process.env.PITWALL_CLASSPATH) return process.env.PITWALL_CLASSPATH;
  const lab = fileURLToPath(new URL('../../../../../lab/target/', import.meta.url));
  return `${lab}pitwall-lab-0.1.0-SNAPSHOT.jar:${readFileSync(`${lab}runtime.classpath`, 'utf8')}`;
}
