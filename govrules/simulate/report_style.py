"""How a page looks: that of a comparison, and that of a pack."""

__all__ = ["FONTS", "STYLE"]

# Fonts that hold Chinese, on Linux, macOS and Windows in turn.
FONTS = (
    "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Zen Hei',"
    "sans-serif"
)

STYLE = """
:root{--ink:#1d2530;--soft:#5b6673;--line:#dfe4ea;--blue:0,87,150}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1000px;padding:24px 28px 48px;color:var(--ink);line-height:1.55;
font:15px/1.55 FONTS}
input[name=in]{position:absolute;opacity:0}
input[name=in]+label{float:right;margin-left:8px;padding:2px 12px;border:1px solid var(--line);
border-radius:14px;color:var(--soft);cursor:pointer;font-size:13px}
input[name=in]:checked+label{background:var(--ink);color:#fff}
input[name=in]:focus-visible+label{outline:2px solid #0072b2}
#in-zh:checked~main [lang=en],#in-en:checked~main [lang=zh]{display:none}
h1{font-size:26px;margin:4px 0 0}h1+p{color:var(--soft);margin:2px 0 0}
h2{font-size:18px;margin:36px 0 10px;padding-bottom:4px;border-bottom:2px solid var(--ink)}
h3{font-size:13px;margin:0;color:var(--soft);font-weight:400}h4{font-size:16px;margin:0 0 6px}
section>p,article>small{color:var(--soft);font-size:13px}
ul{list-style:none;margin:0;padding:0;display:grid;gap:10px}
.tops{grid-template-columns:repeat(6,1fr)}
.tops li{padding:10px 12px;border:1px solid var(--line);border-top:4px solid #8c8c8c}
.tops .moved{border-top-color:#0072b2}.tops .settled{border-top-color:#009e73}
.tops .shared{border-top-color:#cc79a7}
.tops .orphaned{border-top-color:#d55e00}.tops .other{border-top-color:#e69f00}
.tops b{display:block;font-size:26px;line-height:1.2}.tops small{display:block;color:var(--soft)}
svg{width:100%;height:auto;display:block}svg text{font-size:13px;fill:var(--ink)}
.tiles{grid-template-columns:repeat(6,1fr);gap:6px}
.tiles li{padding:8px 10px;border:1px solid var(--line);min-height:74px;
background:rgba(var(--blue),calc(var(--share)*.55))}
.tiles span{display:block;line-height:1.25}.tiles b{font-size:17px}
.tiles small{display:block;color:#333c47;font-size:12px}
table{width:100%;border-collapse:collapse;font-size:14px}
th{text-align:left;font-weight:400}thead th{color:var(--soft);font-size:13px}
td,th{padding:5px 8px;border-bottom:1px solid var(--line);vertical-align:top}
.classes{table-layout:fixed}
.classes th:nth-child(odd){width:25%}.classes th:nth-child(even){width:21%}
.classes td:last-child,.classes th:last-child{text-align:right;white-space:nowrap;width:8%}
.classes td:nth-child(2),.classes td:nth-child(4){color:var(--soft);font-size:12.5px}
.classes small{display:block;color:var(--soft)}
.bars{table-layout:fixed}.bars td{white-space:nowrap}
.bars i{display:inline-block;height:13px;vertical-align:middle}
.bars .lost,.bars th:nth-child(2){text-align:right}.bars span{font-size:13px;margin:0 6px}
.lost i{background:#d55e00}.gained i{background:#0072b2}
.figures td,.figures th:not(:first-child){text-align:right;width:32%}
.hops th:first-child{width:90px}.hops,.hops+p,.figures+table{margin-top:14px}
section>div>.two{margin-top:14px}
article{margin:14px 0 22px}.two{display:grid;grid-template-columns:1fr 1fr;gap:16px}
.two>div{border:1px solid var(--line);border-top:3px solid #8c8c8c;padding:10px 14px}
.two>div+div{border-top-color:#0072b2}.two p{margin:0 0 4px;font-size:13.5px}
abbr{text-decoration:none}
footer{margin-top:40px;color:var(--soft);font-size:12px}
.map{margin:0 auto}
@media(max-width:720px){section>div[lang]{overflow-x:auto;
background:linear-gradient(90deg,#fff0,#fff 50%) 100% 0/36px 100% no-repeat local,
linear-gradient(90deg,#0000,#0003) 100% 0/14px 100% no-repeat}
section>div>svg:not(.map){min-width:640px}
.tops,.tiles{grid-template-columns:repeat(2,1fr)}.two{grid-template-columns:1fr}
.classes,.classes thead,.classes tbody{display:block}
.classes tr{display:grid;grid-template-columns:1fr 1fr 52px;border-bottom:1px solid var(--line)}
.classes tr>*{border:0;grid-column:1}.classes tr>:nth-child(n+3){grid-column:2}
.classes tr>:nth-child(n+5){grid-column:3}.classes tr>:nth-child(n){width:auto}
.classes tr>:nth-child(odd){grid-row:1}.classes tr>:nth-child(even){grid-row:2}}
@media print{input+label{display:none}}
""".replace("FONTS", FONTS)
