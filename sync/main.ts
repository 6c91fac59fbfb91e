import { systemClock } from '#server/system-clock';
import { openFilled } from '#app/start';
import { listen, portOf, stopOnSignal } from '#app/port';

/** The sync server and the API alone, without pages: for a process beside the one that serves those. */
const application = await openFilled(systemClock);
const server = await listen(application, (_request, response) => {
	response.writeHead(404, { 'content-type': 'application/json' }).end('{"code":"not-found"}');
});
stopOnSignal(server, application);
process.stdout.write(`Avbrottsfri sync: port ${portOf(server)}\n`);
