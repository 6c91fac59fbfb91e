import { Random } from '#tests/sync/support/random.ts';
import { killInTraffic } from './sync-kill.ts';
import type { BenchRow } from './sync-throughput.ts';

const ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? 50);
const SEED = 7;

/**
 * Acknowledged edits that are gone after `kill -9` in traffic. The peer's figure is by construction: Hocuspocus in
 * memory has nothing on disk, so that all of them would be gone.
 */
export async function killLoss(): Promise<BenchRow[]> {
	const random = new Random(SEED);
	const { rounds, acknowledged, lost } = await killInTraffic(ROUNDS, () => random.next());
	return [
		{
			name: 'acknowledged edits lost in kill -9',
			ours: lost,
			peer: acknowledged,
			peerName: 'Hocuspocus in memory (by construction)',
			unit: 'edits',
			ratio: lost / Math.max(1, acknowledged),
			better: 'lower',
			conditions: `${rounds} kills in traffic, ${acknowledged} acknowledged, 8 devices, 3 documents, SQLite`
		}
	];
}

if (process.argv[1] === import.meta.filename) process.stdout.write(`${JSON.stringify(await killLoss(), null, '\t')}\n`);
