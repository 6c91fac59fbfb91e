/**
 * What the tabs of this browser tell each other of one thing. What is still under way when a tab lets go of it tells
 * nobody: a closed channel would throw, where nobody waits for an answer.
 */
export class TabChannel<Message> {
	readonly #channel: BroadcastChannel;
	#closed = false;

	constructor(name: string, onHeard: (message: Message) => void = () => undefined) {
		this.#channel = new BroadcastChannel(`avbrottsfri-${name}`);
		this.#channel.onmessage = ({ data }: MessageEvent<Message>) => {
			onHeard(data);
		};
	}

	/** Tells the other tabs. */
	post(message: Message): void {
		if (!this.#closed) this.#channel.postMessage(message);
	}

	/** Tells and hears nothing more. */
	close(): void {
		this.#closed = true;
		this.#channel.close();
	}
}
