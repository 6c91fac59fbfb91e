import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { appBench } from './app.ts';
import { copiesBench } from './copies.ts';
import { dragBench } from './drag.ts';
import { firstCopyBench } from './first-copy.ts';
import { killLoss } from './kill-loss.ts';
import { listBench } from './list.ts';
import { overviewBench } from './overview.ts';
import { replanBench } from './replan.ts';
import { reportsBench } from './reports.ts';
import { syncStorm } from './sync-storm.ts';
import { type BenchRow, syncThroughput } from './sync-throughput.ts';
import { uploadsBench } from './uploads.ts';
import { visitsBench } from './visits.ts';

const BENCHES: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
	app: appBench,
	list: listBench,
	overview: overviewBench,
	copy: firstCopyBench,
	visits: visitsBench,
	drag: dragBench,
	copies: copiesBench,
	uploads: uploadsBench,
	replan: replanBench,
	reports: reportsBench,
	throughput: syncThroughput,
	storm: syncStorm,
	kill: killLoss
};

const FILE = 'bench-results.json';
const chosen = process.argv.slice(2);
const rows: BenchRow[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
	if (chosen.length > 0 && !chosen.includes(name)) continue;
	console.log(`… ${name}`);
	rows.push(...(await bench()));
}
const number = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2));
console.log(`\nNode ${process.version}, ${cpus().length} cores\n`);
console.log('| what | ours | peer | ratio | conditions |\n|---|--:|--:|--:|---|');
for (const { name, ours, peer, peerName, unit, ratio, better, conditions } of rows) {
	const wanted = better === 'higher' ? '↑' : '↓';
	console.log(
		`| ${name} ${wanted} | ${number(ours)} ${unit} | ${number(peer)} (${peerName}) | ${number(ratio)} | ${conditions} |`
	);
}
writeFileSync(FILE, `${JSON.stringify(rows, null, '\t')}\n`);
process.exit(0);
