"""Our subset of Markdown to blocks, for templates and for advisor text alike.

| written | becomes |
|---|---|
| `# Kop {#anchor topic="Thema" .ongenummerd .bijlage .niet-in-inhoud}` | `Heading` |
| paragraphs, `- ` and `1. ` lists to three levels | `Paragraph`, `BulletList`, `NumberedList` |
| `**strong**`, `*stress*`, `[words](https://...)`, `<mailto:a@b.nl>` | `Strong`, `Emphasis`, `Link` |
| `^[note]`, `[words]{lang=en}`, in templates `[](#anchor)` | `Note`, `Foreign`, `Reference` |
| `> said.` and on the next line `> — speaker` | `Quote` |
| GFM table under a paragraph `Tabel: caption {#anchor}` | `Table`: `---:` number, `:---:` verdict |
| `::: kader uitleg "Titel"` (or `gevraagd`, `waarschuwing`) ... `:::` | `Callout` |
| `::: notities` ... `:::` | `SpokenNotes`: what is said at a slide |
| `::: blad`, `::: liggend` ... `:::` | `Sheet` |
| `::: velden`, in it `Label:: text`, running on to the next label, `:::` | `FieldList` |
| `::: inleiding`, `::: klein` ... `:::` | paragraphs with role LEAD, SMALL |
| `<!-- ok: reason -->` | nothing; marks a typed number as meant |
| a line of block tokens, an inline token in text (`Tokens`) | what stands behind it |

Advisor text may use of the containers only `kader`, and beside that `{{ cijfer("indicator") }}`
and its kin (`placeholders`). Everything else is a problem with its line.
"""
