/** A curve of a plot. */
export interface Curve {
  name: string
  /** Both numbers are positive. */
  points: readonly { x: number; y: number }[]
}

const [width, height] = [720, 360]
const area = { left: 64, right: 480, top: 36, bottom: 316 }
// Colors that color-blind people can distinguish.
const colors = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000']
const legendLine = 20

/**
 * Draws curves as SVG. Both axes are logarithmic: what grows with x is a line that rises as steeply as the diagonal, and what does
 * not grow is flat.
 * @param unit the unit of the y axis
 */
export function plot(title: string, unit: string, curves: readonly Curve[]): string {
  const points = curves.flatMap((curve) => curve.points)
  const x = axis(
    points.map((point) => point.x),
    area.left,
    area.right,
  )
  const y = axis(
    points.map((point) => point.y),
    area.bottom,
    area.top,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="#ffffff"/>
<text x="${area.left}" y="20" font-size="14" font-weight="bold">${escape(title)}</text>
${y.ticks.map((tick) => horizontal(y.place(tick), formatNumber(tick))).join('\n')}
${[...new Set(points.map((point) => point.x))].map((value) => vertical(x.place(value), formatNumber(value))).join('\n')}
<text x="${area.left - 8}" y="${area.top - 16}" text-anchor="end">${escape(unit)}</text>
<text x="${area.right}" y="${area.bottom + 36}" text-anchor="end">applications</text>
${curves.map((curve, i) => curveText(curve, i, x.place, y.place)).join('\n')}
</svg>
`
}

/** The place of each value on a logarithmic axis, and the powers of ten at which it has lines. */
interface Axis {
  place: (value: number) => number
  ticks: number[]
}

// The axis goes from the power of ten below all values to the one above them.
function axis(values: readonly number[], start: number, end: number): Axis {
  const first = Math.floor(Math.log10(Math.min(...values)))
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...values))))
  return {
    place: (value) => round(start + ((Math.log10(value) - first) / (last - first)) * (end - start)),
    ticks: Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i)),
  }
}

function horizontal(y: number, label: string): string {
  return `<path d="M${area.left} ${y}H${area.right}" stroke="#dddddd"/><text x="${area.left - 8}" y="${y + 4}" text-anchor="end">${label}</text>`
}

function vertical(x: number, label: string): string {
  return `<path d="M${x} ${area.top}V${area.bottom}" stroke="#dddddd"/><text x="${x}" y="${area.bottom + 18}" text-anchor="middle">${label}</text>`
}

function curveText(curve: Curve, i: number, x: Axis['place'], y: Axis['place']): string {
  const color = colors[i % colors.length] ?? ''
  const places = curve.points.map((point) => `${x(point.x)} ${y(point.y)}`)
  const dots = curve.points.map((point) => `<circle cx="${x(point.x)}" cy="${y(point.y)}" r="3" fill="${color}"/>`)
  const legend = area.top + i * legendLine
  return [
    `<path d="M${places.join('L')}" fill="none" stroke="${color}" stroke-width="2"/>`,
    ...dots,
    `<path d="M${area.right + 16} ${legend}h20" stroke="${color}" stroke-width="2"/>`,
    `<text x="${area.right + 42}" y="${legend + 4}">${escape(curve.name)}</text>`,
  ].join('')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function formatNumber(value: number): string {
  return value >= 1 ? value.toLocaleString('en').replaceAll(',', ' ') : String(Number(value.toPrecision(1)))
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
