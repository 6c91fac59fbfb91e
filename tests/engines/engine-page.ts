/** What runs in the page: it is handed over as its source, so it may use nothing from around it. */
export type InPage<Given extends readonly unknown[], Answer> = (...given: Given) => Answer;

/** A page of another browser engine, as its driver gives it. */
export interface EnginePage {
	/** Loads an address anew, whole, as people do who type it. */
	load(address: string): Promise<void>;
	run<Given extends readonly unknown[], Answer>(inPage: InPage<Given, Answer>, ...given: Given): Promise<Answer>;
	/** Ends the browser. */
	close(): Promise<void>;
}

const PATIENCE = 30_000; // milliseconds
const BETWEEN = 100; // milliseconds between two looks

/** Somebody at such a page: sees, presses and writes what people see, press and write. */
export class Visitor {
	readonly #page: EnginePage;
	readonly #origin: string;

	constructor(page: EnginePage, origin: string) {
		this.#page = page;
		this.#origin = origin;
	}

	load(path: string): Promise<void> {
		return this.#page.load(this.#origin + path);
	}

	run<Given extends readonly unknown[], Answer>(inPage: InPage<Given, Answer>, ...given: Given): Promise<Answer> {
		return this.#page.run(inPage, ...given);
	}

	/** Waits until something is so in the page; says what was there when it never is. */
	async until<Given extends readonly unknown[]>(inPage: InPage<Given, boolean>, ...given: Given): Promise<void> {
		const patience = Date.now() + PATIENCE;
		while (!(await this.run(inPage, ...given).catch(() => false))) {
			if (Date.now() > patience) {
				const seen = await this.run(() => `${location.pathname}: ${document.body.innerText.slice(0, 800)}`);
				throw new Error(`Waited for ${JSON.stringify(given)}, and saw ${seen}`);
			}
			await new Promise((resolve) => setTimeout(resolve, BETWEEN));
		}
	}

	sees(text: string): Promise<void> {
		return this.until((wanted) => document.body.innerText.includes(wanted), text);
	}

	seesNot(text: string): Promise<void> {
		return this.until((wanted) => !document.body.innerText.includes(wanted), text);
	}

	/** Presses the first button or link of that name that can be seen, in the dialog when one is open. */
	async press(name: string): Promise<void> {
		const press = (wanted: string) => {
			const around = document.querySelector('dialog[open]') ?? document;
			const found = [...around.querySelectorAll<HTMLElement>('button, a')].find(
				(each) => each.checkVisibility() && (each.ariaLabel ?? each.innerText).trim() === wanted
			);
			found?.click();
			return found !== undefined;
		};
		await this.until(press, name);
	}

	/** Presses something within the first part of the page that bears a text. */
	async pressWithin(part: string, text: string, what: string): Promise<void> {
		const press = (around: string, borne: string, wanted: string) => {
			const found = [...document.querySelectorAll<HTMLElement>(around)].find(
				(each) => each.innerText.includes(borne) && each.querySelector(wanted) !== null
			);
			found?.querySelector<HTMLElement>(wanted)?.click();
			return found !== undefined;
		};
		await this.until(press, part, text, what);
	}

	/** Fills a field by its name, as the browser does for who types: what was there is replaced, or written on. */
	async fill(selector: string, value: string, how: 'replace' | 'append' = 'replace'): Promise<void> {
		const fill = (wanted: string, text: string, append: boolean) => {
			const around = document.querySelector('dialog[open]') ?? document;
			const field = around.querySelector<HTMLInputElement | HTMLTextAreaElement>(wanted);
			if (!field || field.readOnly || field.disabled) return false;
			field.focus();
			field.value = append ? field.value + text : text;
			if (field instanceof HTMLTextAreaElement) field.setSelectionRange(field.value.length, field.value.length);
			field.dispatchEvent(new Event('input', { bubbles: true }));
			field.dispatchEvent(new Event('change', { bubbles: true }));
			return true;
		};
		await this.until(fill, selector, value, how === 'append');
	}

	valueOf(selector: string): Promise<string> {
		return this.run((wanted) => document.querySelector<HTMLInputElement>(wanted)?.value ?? '', selector);
	}
}
