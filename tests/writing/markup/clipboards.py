"""What a clipboard holds when text is copied from where people write, as those programs give it."""
# ruff: noqa: E501 -- each is one line, as it comes

FIRST = (
    "<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level{1} lfo1'>"
    "<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>{0}"
    "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span><![endif]>{2}<o:p></o:p></p>"
)
WORD = (
    "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><meta name=Generator content='Microsoft Word 15'>"
    "<link rel=File-List href='file:///C:/temp/filelist.xml'><style><!-- p.MsoNormal {{margin:0cm}} --></style>"
    "<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]--></head>"
    "<body lang=IN><!--StartFragment-->{0}<!--EndFragment--></body></html>"
)
DOCS = "<meta charset='utf-8'><b style='font-weight:normal;' id='docs-internal-guid-1a2b'>{0}</b><br class='Apple-interchange-newline'>"
OFFICE = (
    "<!DOCTYPE html><html><head><meta name='generator' content='LibreOffice 24.2'/><style>p{{line-height:115%}}</style>"
    "</head><body lang='id-ID' dir='ltr'>{0}</body></html>"
)

CLIPBOARDS = {
    "word paragraphs": (
        WORD.format(
            "<p class=MsoNormal>Warga <b>antre</b> dan\n<i>pulang</i>.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Dua</p>"
        ),
        "Warga **antre** dan *pulang*.\n\nDua",
    ),
    "word heading": (
        WORD.format("<h1>Masalah<o:p></o:p></h1><h3><b>Rinci</b></h3><p class=MsoNormal>Isi</p>"),
        "## Masalah\n\n### Rinci\n\nIsi",
    ),
    "word bullets": (
        WORD.format(
            FIRST.format("·", 1, "Satu")
            + FIRST.format("o", 2, "Anak")
            + FIRST.format("·", 1, "<b>Dua</b>")
            + "<p class=MsoNormal>Lalu</p>"
        ),
        "- Satu\n   - Anak\n- **Dua**\n\nLalu",
    ),
    "word numbers": (
        WORD.format(
            FIRST.format("1.", 1, "Satu")
            + FIRST.format("a.", 2, "Anak")
            + FIRST.format("2.", 1, "Dua")
        ),
        "1. Satu\n   1. Anak\n2. Dua",
    ),
    "word table": (
        WORD.format(
            "<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><td width=100><p class=MsoNormal><b>Tahun</b><o:p></o:p></p></td>"
            "<td><p class=MsoNormal><b>Warga</b></p></td></tr><tr><td><p class=MsoNormal>2025</p></td><td><p class=MsoNormal>1.204 | 3</p></td></tr></table>"
        ),
        "| **Tahun** | **Warga** |\n|---|---|\n| 2025 | 1.204 \\| 3 |",
    ),
    "word tracked changes": (
        WORD.format(
            "<p class=MsoNormal>Biaya <del cite='mailto:Sari' datetime='2026'>lama</del><ins cite='mailto:Sari'>baru</ins> dan <s>coret</s>tetap</p>"
        ),
        "Biaya baru dan tetap",
    ),
    "word comment": (
        WORD.format(
            "<p class=MsoNormal>Isi<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[SW1]</a></span></p>"
            "<div style='mso-element:comment-list'><div style='mso-element:comment'>Rahasia Sari</div></div>"
        ),
        "Isi",
    ),
    "word picture": (
        WORD.format(
            "<p class=MsoNormal>Peta <!--[if gte vml 1]><v:shape></v:shape><![endif]--><img width=10 src='file:///C:/temp/image001.png' alt='Peta'> ini</p>"
        ),
        "Peta ini",
    ),
    "word link": (
        WORD.format(
            "<p class=MsoNormal><a href='https://contoh.example/a'><span style='color:blue'>data</span></a> <a href='file:///C:/a'>lain</a></p>"
        ),
        "[data](https://contoh.example/a) lain",
    ),
    "docs styles": (
        DOCS.format(
            "<p dir='ltr' style='line-height:1.38'><span style='font-weight:400'>Warga </span><span style='font-weight:700;font-style:normal'>antre</span>"
            "<span style='font-weight:400;font-style:italic'> lama</span></p>"
        ),
        "Warga **antre** *lama*",
    ),
    "docs heading and list": (
        DOCS.format(
            "<h2 dir='ltr'><span style='font-weight:400'>Cara</span></h2><ul><li dir='ltr'><p role='presentation'><span style='font-weight:400'>Satu</span></p></li>"
            "<ul><li><p role='presentation'><span>Anak</span></p></li></ul><li><p role='presentation'><span>Dua</span></p></li></ul>"
        ),
        "## Cara\n\n- Satu\n   - Anak\n- Dua",
    ),
    "docs table": (
        DOCS.format(
            "<div dir='ltr'><table><colgroup><col/><col/></colgroup><tbody><tr><td><p><span>A</span></p></td><td><p><span>B</span></p></td></tr><tr><td><p>1</p></td><td></td></tr></tbody></table></div>"
        ),
        "| A | B |\n|---|---|\n| 1 |  |",
    ),
    "libreoffice": (
        OFFICE.format(
            "<h1 class='western'>Judul</h1><p><font face='Arial'><b>Tebal</b></font> biasa</p><ol><li><p>Satu</p></li><li><p>Dua</p><ul><li><p>Anak</p></li></ul></li></ol>"
        ),
        "## Judul\n\n**Tebal** biasa\n\n1. Satu\n2. Dua\n   - Anak",
    ),
    "web page": (
        "<html><body><!--StartFragment--><div><nav hidden>Menu</nav><blockquote><p>Kata warga</p></blockquote><p>Baris<br>dua</p><hr>"
        "<script>alert(1)</script><style>p{color:red}</style><img src='https://contoh.example/a.png' onerror='alert(1)'></div><!--EndFragment--></body></html>",
        "> Kata warga\n\nBaris\ndua\n\n---",
    ),
    "web words with signs": (
        "<p>2 * 3 * 4 dan nama_berkas</p><p># bukan judul</p><p>1. bukan daftar</p>",
        "2 \\* 3 \\* 4 dan nama_berkas\n\n\\# bukan judul\n\n1\\. bukan daftar",
    ),
    "layout table": (
        "<table><tr><td><p>Satu</p><ul><li>Dua</li></ul></td></tr></table>",
        "Satu\n\n- Dua",
    ),
    "spreadsheet": (
        "<table><tr><td>Bulan</td><td>Kasus</td></tr><tr><td>Mei</td><td align=right>12</td></tr></table>",
        "| Bulan | Kasus |\n|---|---|\n| Mei | 12 |",
    ),
}
