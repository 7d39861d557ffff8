"""A line chart as SVG: several series of points over one axis, from zero."""
from xml.sax.saxutils import escape

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 900, 420, 70, 50, 20, 60
# Told apart by those who do not see red and green as well.
COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7']


def steps(largest):
    """Round numbers from 0 to at least `largest`, about six."""
    magnitude = 1.0
    while magnitude * 10 < largest:
        magnitude *= 10
    while magnitude > largest:
        magnitude /= 10
    step = next(magnitude * factor for factor in (0.2, 0.5, 1, 2) if largest / (magnitude * factor) <= 6)
    return [step * number for number in range(int(largest / step) + 2)]


def line_chart(title, x_label, y_label, series):
    """`series`: name to list of (x, y), none of it negative."""
    points = [point for of in series.values() for point in of]
    x_steps, y_steps = steps(max((x for x, _ in points), default=1) or 1), steps(max((y for _, y in points), default=1) or 1)
    plot_width, plot_height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def at(x, y):
        return LEFT + x / x_steps[-1] * plot_width, HEIGHT - BOTTOM - y / y_steps[-1] * plot_height

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="13">',
             '<rect width="100%" height="100%" fill="white"/>', text(LEFT, 24, title, 'start', 16)]
    for y in y_steps:
        left, height = at(0, y)
        parts += [f'<path d="M{left} {height:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>', text(left - 8, height + 4, f'{y:g}', 'end')]
    for x in x_steps:
        left, height = at(x, 0)
        parts.append(text(left, height + 20, f'{x:g}', 'middle'))
    parts += [text(LEFT + plot_width / 2, HEIGHT - 16, x_label, 'middle'), text(LEFT, TOP - 10, y_label, 'start')]
    for index, (name, of) in enumerate(series.items()):
        colour = COLOURS[index % len(COLOURS)]
        path = ' '.join(f'{x:.1f},{y:.1f}' for x, y in (at(*point) for point in of))
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>' for x, y in (at(*point) for point in of)]
        parts.append(text(WIDTH - RIGHT, 24 + 18 * index, name, 'end', 14, colour))
    return '\n'.join([*parts, '</svg>', ''])


def text(x, y, words, anchor, size=13, colour='#222'):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{colour}">{escape(words)}</text>'
