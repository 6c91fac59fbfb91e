import { type Drawing, type SheetPage, millimetres } from '#core/sheet';

const SVG = 'http://www.w3.org/2000/svg';

/** The letters of sheets on a screen: as wide as those that they were measured with, on every common system. */
export const SHEET_FONT = 'Arial, "Liberation Sans", Helvetica, sans-serif';

type Attributes = Readonly<Record<string, string | number>>;

/** A page of a sheet as a picture of lines, which prints as sharp as paper allows. */
export function drawSheet({ width, height, drawings }: SheetPage): SVGSVGElement {
	const svg = element('svg', { viewBox: `0 0 ${width} ${height}`, 'font-family': SHEET_FONT }) as SVGSVGElement;
	svg.append(element('rect', { width, height, fill: '#fff' }), ...drawings.map(draw));
	return svg;
}

function draw(drawing: Drawing): SVGElement {
	switch (drawing.kind) {
		case 'text': {
			const { x, y, text, size, bold, align } = drawing;
			const weight = bold ? 700 : 400;
			const anchor = align === 'right' ? 'end' : 'start';
			const about = { x, y, 'font-size': millimetres(size), 'font-weight': weight, 'text-anchor': anchor };
			const drawn = element('text', { ...about, fill: '#000' });
			drawn.textContent = text;
			return drawn;
		}
		case 'line': {
			const { x1, y1, x2, y2, width } = drawing;
			return element('line', { x1, y1, x2, y2, stroke: '#000', 'stroke-width': width });
		}
		case 'box': {
			const { x, y, width, height, fill, line } = drawing;
			const grey =
				fill === null
					? 'none'
					: `rgb(${Array(3)
							.fill(Math.round(fill * 255))
							.join(' ')})`;
			return element('rect', {
				x,
				y,
				width,
				height,
				fill: grey,
				stroke: line > 0 ? '#000' : 'none',
				'stroke-width': line
			});
		}
		case 'code':
			return element('path', { d: codePath(drawing), fill: '#000', 'shape-rendering': 'crispEdges' });
	}
}

function codePath({ x, y, size, rows }: Drawing & { kind: 'code' }): string {
	const module = size / rows.length;
	return rows
		.flatMap((row, at) =>
			[...row.matchAll(/1+/g)].map(({ index, 0: run }) => {
				const width = run.length * module;
				return `M${x + index * module} ${y + at * module}h${width}v${module}h${-width}z`;
			})
		)
		.join('');
}

function element(name: string, attributes: Attributes): SVGElement {
	const made = document.createElementNS(SVG, name);
	for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
	return made;
}
