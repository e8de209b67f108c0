/// The style sheet of the page. Colours keep a contrast of 4.5:1 or more in both schemes.
enum HTMLStyle {
  static let sheet: Markup = """
    p{margin:6px 0}
    ul{margin:4px 0;padding-left:20px}
    li{margin:2px 0}
    a{color:#0b4a8f}
    h3{margin:0;font-size:17px;line-height:1.35}
    h4{margin:14px 0 2px;font-size:14px;color:#57606a}
    .i{padding:20px 0 18px;border-bottom:1px solid #d5dae1}
    .m{color:#57606a}
    .g{margin:2px 0}
    .t{border-collapse:collapse;margin-top:8px}
    .t th{width:110px;padding:2px 12px 2px 0;text-align:left;vertical-align:top;font-weight:normal;\
    color:#57606a}
    .t td{padding:2px 0;vertical-align:top}
    .e,.y,.u,.n{display:inline-block;margin-right:6px;padding:1px 8px;border-radius:4px;font-size:14px}
    .y{background:#dff3e4;color:#14532d}
    .u{background:#fff0cc;color:#6b4300}
    .n{background:#fde2e1;color:#8a1c1c}
    .e{background:#eaeef3;color:#1c2430}
    .q{margin:4px 0;padding-left:12px;border-left:3px solid #d5dae1;color:#3d4754}
    .d{margin-top:12px;font-size:14px;color:#57606a;overflow-wrap:anywhere}
    del{color:#57606a}
    @media (max-width:480px){
    .c{padding:20px 16px !important}
    .t,.t tbody,.t tr,.t th,.t td{display:block;width:auto}
    .t th{padding-top:6px}
    }
    @media (prefers-color-scheme:dark){
    .b{background:#14181d !important;color:#e6e9ed !important}
    .p{background:#1d2229 !important}
    h2,a{color:#8fc1ff !important}
    .m,.m *,.f,h4,.t th,.d,del{color:#aeb8c4 !important}
    .i,.f{border-color:#3a434e !important}
    .q{color:#cdd4dc;border-color:#4a5561}
    .y{background:#1c4529;color:#d3f5dc}
    .u{background:#4f3700;color:#ffe8b0}
    .n{background:#5a1d1d;color:#ffd9d7}
    .e{background:#333c47;color:#e6e9ed}
    }
    """
}
