/** The next of 1, 2, 5, 10, 20, 50 …: where a chart's scale ends that is to show the value. */
export function ceiling(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].find((step) => step * power >= value * (1 - 1e-9)) * power;
}
