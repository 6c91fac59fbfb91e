/**
 * The process that draws copies and writes them: a request never waits for either, and a share that hangs hangs this
 * process alone. It holds passphrases only while it works with them.
 */
import { constants, setPriority } from 'node:os';
import { commitFiles, checkFolder, inspectFiles } from './folder-files.ts';
import { makeDay, makePlanFile } from './make-files.ts';
import type { MadeFile, WriteRefusal, WriterAnswer, WriterJob } from './writer-messages.ts';

const CODES: Readonly<Record<string, WriteRefusal>> = {
	ENOENT: 'away',
	ENOTDIR: 'away',
	ENODEV: 'away',
	ENXIO: 'away',
	EIO: 'away',
	ESTALE: 'away',
	ENOTCONN: 'away',
	EHOSTDOWN: 'away',
	EHOSTUNREACH: 'away',
	ETIMEDOUT: 'slow',
	ENOSPC: 'full',
	EDQUOT: 'full',
	EFBIG: 'full',
	EACCES: 'denied',
	EPERM: 'denied',
	EROFS: 'denied'
};

setPriority(constants.priority.PRIORITY_BELOW_NORMAL); // people's requests go first

process.on('message', (job: WriterJob) => {
	void answer(job).then((said) =>
		process.send?.({ ...said, memory: process.memoryUsage.rss() } satisfies WriterAnswer)
	);
});
process.on('disconnect', () => process.exit(0)); // the server has died: nobody waits for an answer

async function answer(job: WriterJob) {
	try {
		return { ok: true as const, made: [], missing: [], ...(await run(job)) };
	} catch (error) {
		const { code = '' } = error as NodeJS.ErrnoException;
		return { ok: false as const, code: CODES[code] ?? ('failed' as const) };
	}
}

async function run(job: WriterJob): Promise<{ made?: MadeFile[]; missing?: string[] }> {
	switch (job.job) {
		case 'check':
			await checkFolder(job);
			return {};
		case 'day':
			return { made: await makeDay(job) };
		case 'plan':
			return { made: await makePlanFile(job) };
		case 'commit':
			await commitFiles(job);
			return {};
		case 'inspect':
			return { missing: await inspectFiles(job) };
	}
}
