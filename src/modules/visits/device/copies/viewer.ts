/**
 * The program inside a page that holds copies. It is built into one file, put into the page as it is, and runs there
 * alone: without our server, without a network, perhaps from a USB stick.
 */
import { type CopyPageData, type PackedPage, unpackPage } from './copy-content.ts';
import { drawSheet } from './draw-sheet.ts';
import { fromBase64, keyOf, sumOf, unlockText } from './lock.ts';

const HOUR = 60 * 60 * 1000;

const data = JSON.parse(document.getElementById('copy')?.textContent ?? '{}') as CopyPageData;
const { words } = data;

function make<Name extends keyof HTMLElementTagNameMap>(
	name: Name,
	attributes: Readonly<Record<string, string>> = {},
	...inside: (Node | string)[]
): HTMLElementTagNameMap[Name] {
	const made = document.createElement(name);
	for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
	made.append(...inside);
	return made;
}

function ageText(): string {
	const hours = Math.max(Math.floor((Date.now() - data.madeAt) / HOUR), 0);
	return hours < 48 ? `${words.age} ${hours} ${words.hours}` : `${words.age} ${Math.floor(hours / 24)} ${words.days}`;
}

async function start(): Promise<void> {
	const phrase = make('input', { type: 'password', autocomplete: 'off', required: '', id: 'phrase' });
	const said = make('p', { role: 'alert' });
	const form = make(
		'form',
		{},
		make('label', { for: 'phrase' }, words.phrase),
		phrase,
		make('button', {}, words.open),
		said
	);
	const about = make('p', {}, `${words.made}. ${ageText()}. ${words.sum} ${data.sum.slice(0, 16)}.`);
	document.body.append(make('header', {}, make('h1', {}, words.title), about, make('p', {}, words.locked), form));
	const whole = await sumOf(data.sheets.map(({ locked }) => locked).join(''));
	if (whole !== data.sum) said.textContent = words.cannot;
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		void unlock(phrase.value, said, form);
	});
	phrase.focus();
}

async function unlock(phrase: string, said: HTMLElement, form: HTMLElement): Promise<void> {
	said.textContent = '';
	try {
		const lock = { key: await keyOf(phrase, fromBase64(data.salt)) };
		await unlockText(lock, data.sheets[0]?.locked ?? '');
		form.remove();
		choose(lock);
	} catch {
		said.textContent = words.wrong;
	}
}

function choose(lock: { key: CryptoKey }): void {
	const days = [...new Map(data.sheets.map(({ day, label }) => [day, label]))];
	const kinds = [...new Set(data.sheets.map(({ kind }) => kind))];
	const options = (choices: [string, string][]) => choices.map(([value, text]) => make('option', { value }, text));
	const day = make('select', { id: 'day' }, ...options(days));
	const kind = make('select', { id: 'kind' }, ...options(kinds.map((each) => [each, words.kinds[each] ?? each])));
	const print = make('button', { type: 'button' }, words.print);
	const pages = make('main');
	day.value = data.first;
	const show = async () => {
		const wanted = data.sheets.find((sheet) => sheet.day === day.value && sheet.kind === kind.value);
		const packed = wanted ? (JSON.parse(await unlockText(lock, wanted.locked)) as PackedPage[]) : [];
		pages.replaceChildren(
			...packed.map((page) => {
				const across = page[0] > page[1];
				return make('div', { class: across ? 'sheet across' : 'sheet' }, drawSheet(unpackPage(page)));
			})
		);
	};
	day.addEventListener('change', () => void show());
	kind.addEventListener('change', () => void show());
	print.addEventListener('click', () => {
		print.blur();
		globalThis.print();
	});
	const label = (text: string, of: string) => make('label', { for: of }, text);
	document
		.querySelector('header')
		?.append(make('p', { class: 'row' }, label(words.day, 'day'), day, label(words.what, 'kind'), kind, print));
	document.body.append(pages);
	void show();
}

void start();
