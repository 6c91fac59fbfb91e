import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';

/** What metrics are read from. */
export interface Measured {
	documentsCount(): number;
}

/** Gives the process's metrics in the Prometheus text form. */
export function createMetrics(sync: Measured): () => Promise<string> {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	new Gauge({
		name: 'avbrottsfri_open_documents',
		help: 'Documents in memory',
		registers: [registry],
		collect() {
			this.set(sync.documentsCount());
		}
	});
	return () => registry.metrics();
}
