import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { killInTraffic } from '../bench/sync-kill.ts';
import { Random } from '../sync/support/random.ts';
import { tries } from '../support/size.ts';

const ROUNDS = tries(4, 50);
const SEED = Number(process.env['FAULT_SEED'] ?? randomInt(1_000_000));

test(
	'[SY33] nothing that was acknowledged is lost when the server is killed in mid-traffic',
	async () => {
		const random = new Random(SEED);
		const result = await killInTraffic(ROUNDS, () => random.next());
		expect(result, `seed ${SEED}`).toMatchObject({ rounds: ROUNDS, lost: 0 });
		expect(result.acknowledged).toBeGreaterThan(ROUNDS * 20);
	},
	tries(600_000, 3_600_000)
);
