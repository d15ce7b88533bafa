// An editor in the place of a text field (django-prose-editor, that is Tiptap and ProseMirror).
// Ours are the buttons, in the template, and the words; the text field goes on holding what is sent.
import { toolbar } from "./toolbar.js";
import { fromWord } from "./word.js";

export async function start(field) {
  const library = await import(field.dataset.library);
  const textarea = field.querySelector("textarea");
  const content = contentOf(field, textarea);
  if (field.editor || content === null) return;

  const hadFocus = document.activeElement === textarea;
  const id = textarea.id;
  const place = document.createElement("div");
  textarea.before(place);
  const writtenAs = field.querySelector("input[type=hidden]");
  const send = (html) => { textarea.value = html; writtenAs.value = "html"; };
  const editor = field.editor = new library.Editor({
    element: place,
    content,
    extensions: extensions(library, () => bar.openLink()),
    injectCSS: false, // it stands in our own style sheet, which the policy of the page allows
    editorProps: { attributes: namesOf(textarea), transformPastedHTML: fromWord },
    onUpdate: () => {
      send(editor.isEmpty ? "" : editor.getHTML());
      // Not at once: we may be asked for our text just now, and a listener may ask for it again.
      setTimeout(() => textarea.dispatchEvent(new Event("input", { bubbles: true })));
    },
  });
  const bar = toolbar(field, editor);
  send(content);
  textarea.hidden = field.querySelector("[data-marks]").hidden = true;
  textarea.id = `${id}-sent`;
  editor.view.dom.id = id; // where the label and the list of errors point at
  labelOf(id)?.addEventListener("click", () => editor.commands.focus());
  if (hadFocus) editor.commands.focus();
}

// The last letters of a fast writer come to the editor some milliseconds later than her click.
document.addEventListener("formdata", (event) => {
  for (const { editor, lastElementChild: writtenAs } of event.target.querySelectorAll("[data-rich-text]")) {
    if (!editor) continue;
    editor.view.domObserver.forceFlush();
    const textarea = writtenAs.previousElementSibling;
    event.formData.set(textarea.name, textarea.value);
  }
});

/** What to begin with; null when somebody began to type before we were there. */
function contentOf(field, textarea) {
  if (textarea.value === textarea.defaultValue) return field.dataset.html;
  return /^<(p|h3|ul|ol|table)\b/.test(textarea.value) ? textarea.value : null; // after «back»
}

function labelOf(id) {
  return document.querySelector(`label[for="${CSS.escape(id)}"]`);
}

function namesOf(textarea) {
  const label = labelOf(textarea.id);
  if (label) label.id ||= `${textarea.id}-label`;
  const names = { role: "textbox", "aria-multiline": "true", class: `lw-rich__text ${textarea.className}` };
  if (label) names["aria-labelledby"] = label.id;
  for (const name of ["aria-describedby", "aria-invalid", "aria-label"]) {
    if (textarea.hasAttribute(name)) names[name] = textarea.getAttribute(name);
  }
  return names;
}

function extensions(library, openLink) {
  const link = library.Link.extend({ addKeyboardShortcuts: () => ({ "Mod-k": () => openLink() }) });
  return [
    library.Document, library.Paragraph, library.Text, library.HardBreak, library.Bold,
    library.Heading.configure({ levels: [3] }), library.BulletList, library.OrderedList, library.ListItem,
    link.configure({ openOnClick: false, enableTarget: false, protocols: ["http", "https", "mailto"] }),
    library.Table, library.TableRow, library.TableHeader, library.TableCell,
    library.History, library.Gapcursor,
    library.TrailingNode.configure({ notAfter: ["heading", "bulletList", "orderedList"] }), // a way on below a table
  ];
}
