import { type Server, type Socket, connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What a line is like: milliseconds there and back, and bytes a second each way. */
export interface LineQuality {
	roundTrip: number;
	bytesPerSecond: number;
}

/** A line between a browser and a server that is as slow as a phone's: all connections share its bandwidth. */
export class SlowLine {
	readonly port: number;
	/** Bytes that have come down since it was last set to 0. */
	down = 0;
	readonly #server: Server;
	readonly #quality: LineQuality;
	readonly #sockets = new Set<Socket>();
	/** When each direction is free again. */
	readonly #free = { up: 0, down: 0 };

	private constructor(server: Server, port: number, quality: LineQuality) {
		this.#server = server;
		this.port = port;
		this.#quality = quality;
	}

	/** Opens a line on a free port; `target` is asked for at each connection. */
	static open(quality: LineQuality, target: () => number): Promise<SlowLine> {
		return new Promise((resolve) => {
			const server = createServer();
			server.listen(0, () => {
				const address = server.address();
				const line = new SlowLine(server, typeof address === 'object' && address ? address.port : 0, quality);
				server.on('connection', (near) => {
					line.#join(near, connect(target()));
				});
				resolve(line);
			});
		});
	}

	/** Ends every connection. */
	close(): void {
		for (const socket of this.#sockets) socket.destroy();
		this.#server.close();
	}

	#join(near: Socket, far: Socket): void {
		this.#pass(near, far, 'up');
		this.#pass(far, near, 'down');
	}

	#pass(from: Socket, to: Socket, direction: 'up' | 'down'): void {
		this.#sockets.add(from);
		// One after the other: timers alone could change the order of two chunks of the same moment.
		let sent = Promise.resolve();
		const later = (then: () => void) => {
			const due = this.#free[direction] + this.#quality.roundTrip / 2;
			sent = sent.then(() => pause(Math.max(0, due - performance.now()))).then(then);
		};
		from.on('data', (chunk) => {
			if (direction === 'down') this.down += chunk.length;
			const duration = (chunk.length / this.#quality.bytesPerSecond) * 1000;
			this.#free[direction] = Math.max(performance.now(), this.#free[direction]) + duration;
			later(() => void to.write(chunk));
		});
		from.on('error', () => to.destroy());
		from.on('close', () => {
			this.#sockets.delete(from);
			this.#free[direction] = Math.max(performance.now(), this.#free[direction]);
			later(() => void to.end());
		});
	}
}
