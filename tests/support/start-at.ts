import { pathToFileURL } from 'node:url';

/**
 * Starts the real program in another time than the machine's: `node start-at.ts PROGRAM AHEAD`, in milliseconds. The
 * process that started it lets time pass with a message, and hears when it has.
 */
const [program = '', lead = '0'] = process.argv.slice(2);
let ahead = Number(lead);
process.on('message', ({ passed }: { passed: number }) => {
	ahead += passed;
	process.send?.({ ahead });
});
process.channel?.unref(); // a server that was asked to stop does not wait for its test
const { start } = (await import(pathToFileURL(program).href)) as typeof import('#app/start');
await start({ now: () => Date.now() + ahead });
