import { Random } from '../sync/support/random.ts';
import { killInTraffic, killPlain } from './sync-kill.ts';
import type { BenchRow } from './sync-throughput.ts';

const ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? 50);
const PLAIN_ROUNDS = 5;
const SEED = 7;

/** The part of acknowledged edits that is gone after `kill -9` in traffic, in percent. */
export async function killLoss(): Promise<BenchRow[]> {
	const random = new Random(SEED);
	const ours = await killInTraffic(ROUNDS, () => random.next());
	const plain = await killPlain(PLAIN_ROUNDS);
	const [mine, theirs] = [percentLost(ours), percentLost(plain)];
	const counted = `lost ${ours.lost} of ${ours.acknowledged} acknowledged in ${ours.rounds} kills`;
	return [
		{
			name: 'acknowledged edits lost in kill -9',
			ours: mine,
			peer: theirs,
			peerName: 'Hocuspocus in memory',
			unit: '%',
			ratio: theirs === 0 ? 1 : mine / theirs,
			better: 'lower',
			conditions: `${counted}, 8 devices, 3 documents, SQLite; Hocuspocus ${plain.lost} of ${plain.acknowledged} in ${PLAIN_ROUNDS}`
		}
	];
}

const percentLost = ({ lost, acknowledged }: { lost: number; acknowledged: number }) =>
	(100 * lost) / Math.max(1, acknowledged);

if (process.argv[1] === import.meta.filename) process.stdout.write(`${JSON.stringify(await killLoss(), null, '\t')}\n`);
