import type { WriterJob } from '#modules/visits/server/copies/writer-messages.ts';

// Stands for a process whose share hangs, or that dies.
process.on('message', (job: WriterJob) => {
	if ('folder' in job && job.folder === '/hangs') for (;;);
	if ('folder' in job && job.folder === '/dies') process.exit(1);
	process.send?.({ ok: true, made: [], missing: [], memory: 0 });
});
process.on('disconnect', () => process.exit(0));
