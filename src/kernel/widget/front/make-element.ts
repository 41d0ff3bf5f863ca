/// <reference lib="dom" />

/** An element with its text and attributes. */
export function makeElement<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text = "",
  attributes: Readonly<Record<string, string>> = {},
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (text !== "") element.textContent = text;
  for (const [attribute, value] of Object.entries(attributes))
    element.setAttribute(attribute, value);
  return element;
}

export function makeButton(text: string, act: () => void): HTMLButtonElement {
  const button = makeElement("button", text, { type: "button" });
  button.addEventListener("click", act);
  return button;
}
