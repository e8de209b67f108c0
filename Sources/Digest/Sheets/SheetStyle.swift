/// Style sheets of sheets and guides. Colours keep a contrast of 4.5:1 or more.
enum SheetStyle {
  private static let common: Markup = """
    *{box-sizing:border-box}
    body{overflow-wrap:break-word}
    h1,h2,h3,h4{line-height:1.25;margin:0}
    p{margin:4px 0}
    ul{margin:4px 0;padding-left:18px}
    dl{margin:4px 0;display:grid;grid-template-columns:minmax(84px,max-content) minmax(0,1fr);gap:2px 12px}
    dt{color:#57606a}
    dd{margin:0}
    a{color:#0b4a8f}
    .m,.d{color:#57606a}
    .d{overflow-wrap:anywhere}
    .e,.y,.u,.n{display:inline-block;padding:0 8px;border-radius:4px}
    .y{background:#dff3e4;color:#14532d}
    .u{background:#fff0cc;color:#6b4300}
    .n{background:#fde2e1;color:#8a1c1c}
    .e{background:#eaeef3;color:#1c2430}
    .w{border-collapse:collapse;width:100%}
    .w th,.w td{padding:3px 8px 3px 0;text-align:left;vertical-align:top;\
    border-bottom:1px solid #d5dae1;font-weight:normal;overflow-wrap:break-word}
    .w thead th{color:#57606a}
    .four{table-layout:fixed}
    .four th:first-child{width:20%}
    .four th:nth-child(2){width:32%}
    .four th:last-child{width:14%}

    """

  static let screen: Markup = """
    \(common)body{margin:0 auto;max-width:860px;padding:24px 28px;background:#ffffff;color:#1c2430;\
    font:16px/1.5 Arial,sans-serif}
    h1{font-size:24px}
    h2{font-size:18px;margin-top:20px;color:#0b4a8f}
    h3{font-size:16px;margin-top:14px}
    .cols{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 32px}
    .sheet+.sheet{margin-top:40px;padding-top:24px;border-top:2px solid #d5dae1}
    .d{margin-top:16px;font-size:14px}
    @media (max-width:600px){
    body{padding:16px}
    .cols{display:block}
    dl{display:block}
    dd{margin-bottom:6px}
    .w thead{position:absolute;left:-9999px}
    .w,.w tbody,.w tr,.w th,.w td,.four th:first-child{display:block;width:auto}
    .w th,.w td{border:0;padding:1px 0}
    .w tr{padding:6px 0;border-bottom:1px solid #d5dae1}
    .w tbody th{font-weight:bold}
    td[data-label]::before{content:attr(data-label) " : ";color:#57606a}
    }
    @media (prefers-color-scheme:dark){
    body{background:#1d2229;color:#e6e9ed}
    h2,a{color:#8fc1ff}
    .m,.d,dt,.w thead th,td[data-label]::before{color:#aeb8c4}
    .w th,.w td,.w tr{border-color:#3a434e}
    .y{background:#1c4529;color:#d3f5dc}
    .u{background:#4f3700;color:#ffe8b0}
    .n{background:#5a1d1d;color:#ffd9d7}
    .e{background:#333c47;color:#e6e9ed}
    }
    @media print{.sheet{break-before:page}}
    """

  static let paper: Markup = """
    \(common)@page{size:A4;margin:12mm 14mm}
    body{margin:0;color:#1c2430;font:8.8pt/1.3 Arial,sans-serif}
    h1{font-size:15pt}
    h2{font-size:10.5pt;margin-top:6pt;color:#0b4a8f}
    h3{font-size:10pt;margin-top:6pt}
    .cols{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 18pt}
    .w{font-size:8pt}
    .w th,.w td{padding:1.5pt 6pt 1.5pt 0}
    .d{margin-top:8pt;font-size:8pt}
    .sheet{break-inside:auto}
    .sheet+.sheet,nav+main .sheet{break-before:page}
    section{break-inside:avoid}
    """
}
