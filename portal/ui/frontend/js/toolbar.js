// The buttons above an editor: one stop for Tab, arrows go from button to button.
const COMMANDS = {
  bold: (chain) => chain.toggleBold(),
  heading: (chain) => chain.toggleHeading({ level: 3 }),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  table: (chain) => chain.insertTable({ rows: 3, cols: 2, withHeaderRow: true }),
  addRow: (chain) => chain.addRowAfter(),
  deleteRow: (chain) => chain.deleteRow(),
  addColumn: (chain) => chain.addColumnAfter(),
  deleteColumn: (chain) => chain.deleteColumn(),
  deleteTable: (chain) => chain.deleteTable(),
  undo: (chain) => chain.undo(),
};
const TOGGLES = ["bold", "heading", "bulletList", "orderedList", "link"];
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

export function toolbar(field, editor) {
  const bar = field.querySelector("[role=toolbar]");
  const buttons = [...bar.querySelectorAll("button")];
  const openLink = linkOf(field.querySelector("[role=group]"), editor);
  const visible = () => buttons.filter((button) => button.offsetParent);
  const stopAt = (button) => buttons.forEach((other) => { other.tabIndex = other === button ? 0 : -1; });

  bar.addEventListener("click", (event) => {
    const command = event.target.closest("[data-command]")?.dataset.command;
    if (command === "link") openLink();
    else if (command) {
      editor.view.focus(); // at once: the first letter may follow
      COMMANDS[command](editor.chain()).run();
    }
  });
  bar.addEventListener("keydown", (event) => {
    if (!(event.key in STEPS)) return;
    const shown = visible();
    const next = shown.at((shown.indexOf(document.activeElement) + STEPS[event.key]) % shown.length);
    stopAt(next);
    next.focus();
    event.preventDefault();
  });

  const show = () => {
    for (const button of buttons) {
      const { command } = button.dataset;
      if (TOGGLES.includes(command)) button.setAttribute("aria-pressed", editor.isActive(command));
    }
    bar.querySelector("[data-in-table]").hidden = !editor.isActive("table");
    if (!visible().some((button) => button.tabIndex === 0)) stopAt(buttons[0]);
  };
  editor.on("transaction", show);
  bar.setAttribute("aria-controls", field.querySelector("textarea").id);
  bar.hidden = false;
  show();
  stopAt(buttons[0]);
  return { openLink };
}

/** Asks for the address of a link, below the buttons; answers what opens it. */
function linkOf(group, editor) {
  const input = group.querySelector("input");
  const close = () => { group.hidden = true; editor.view.focus(); };

  const put = () => {
    const href = address(input.value.trim());
    const chain = editor.chain().extendMarkRange("link");
    if (!href) chain.unsetLink().run();
    else if (editor.state.selection.empty && !editor.isActive("link")) {
      chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
    } else chain.setLink({ href }).run();
    close();
  };
  const remove = () => { editor.chain().extendMarkRange("link").unsetLink().run(); close(); };

  group.addEventListener("click", (event) => {
    const what = event.target.closest("[data-link]")?.dataset.link;
    if (what) (what === "put" ? put : remove)();
  });
  group.addEventListener("input", (event) => event.stopPropagation()); // no change of the text yet
  group.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key !== "Enter" || event.target !== input) return;
    event.preventDefault(); // it would send the form
    put();
  });
  return () => {
    input.value = editor.getAttributes("link").href ?? "";
    group.hidden = false;
    input.focus();
    return true;
  };
}

function address(typed) {
  if (!typed || /^(https?:\/\/|mailto:)/i.test(typed)) return typed;
  return typed.includes("@") ? `mailto:${typed}` : `https://${typed}`;
}
