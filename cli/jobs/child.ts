import { EXIT } from '../exit-codes.ts';
import { isProblem } from '../problem.ts';
import { tellFault } from '../program.ts';
import { carryOut } from './carry-out.ts';
import type { Instruction, Order, Report } from './order.ts';

/*
 * One of the processes between which `check --jobs` divides its cases. A
 * process and no thread: only a process can see to it that its engine dies
 * with it, however it ends.
 */

const controller = new AbortController();

function tell(report: Report, onTold: () => void = (): void => undefined): void {
  process.send?.(report, onTold);
}

async function obey(order: Order): Promise<void> {
  const outcome = await carryOut(order, process.env, controller.signal, (done) => {
    tell({ kind: 'progress', done });
  });
  // Not before all of it has been written: a report can be long.
  tell(isProblem(outcome) ? outcome : { kind: 'shard', shard: outcome }, () => {
    process.disconnect();
  });
}

const fail = (error: unknown): void => {
  tellFault(error, { err: (text) => void process.stderr.write(text), env: process.env });
  process.exit(EXIT.internal);
};

process.on('uncaughtException', fail);
// Ctrl-C reaches every process of the terminal; what this one has found so far is still wanted.
process.on('SIGINT', () => {
  controller.abort();
});
// Nobody is left to be told.
process.on('disconnect', () => process.exit());
process.on('message', (instruction: Instruction) => {
  if (instruction.kind === 'stop') controller.abort();
  else obey(instruction.order).catch(fail);
});
