import { spawn } from 'node:child_process';
import { interruption } from './interrupt.ts';

export interface Ran {
  /** The exit code; 127 if the program does not exist, 128 if a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
}

/**
 * Runs a program to its end, or until the work that it is part of is interrupted.
 * It fails by its code, never by throwing.
 */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const signal = interruption();
    if (signal?.aborted === true) {
      resolve({ code: 128, stdout: '', stderr: 'interrupted' });
      return;
    }
    const child = spawn(command, args, { cwd: options.cwd, env: options.env ?? process.env, signal });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', (error) => {
      resolve({ code: 127, stdout, stderr: stderr + error.message });
    });
    child.on('close', (code) => {
      resolve({ code: code ?? 128, stdout, stderr });
    });
    // A program that ends without reading its input is no failure.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** The first line that says something, for a message of one line. */
export function firstLine(text: string): string {
  return (
    text
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim() ?? ''
  );
}
