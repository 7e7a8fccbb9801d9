/** Defines an element, where there are elements and nobody else has: two copies of the package may meet in one page. */
export function define(name: string, element: CustomElementConstructor): void {
  if (globalThis.customElements && !customElements.get(name)) customElements.define(name, element);
}
