"""What the web itself says when it says no, in both languages. Refusals bring their own words."""

from typing import Final

from command.domain.plan import Text

UNEXPECTED: Final = 500

TITLES: Final = {
    400: Text(zh="请求格式有误", en="Malformed"),
    401: Text(zh="未登录", en="Not signed in"),
    403: Text(zh="无权操作", en="Not allowed"),
    404: Text(zh="没有找到", en="Not found"),
    405: Text(zh="方法不对", en="Method not allowed"),
    409: Text(zh="与现状不符", en="Conflict"),
    413: Text(zh="内容过大", en="Too large"),
    415: Text(zh="内容类型不对", en="Unsupported content"),
    422: Text(zh="无法执行", en="Cannot be done"),
    429: Text(zh="过于频繁", en="Too many requests"),
    500: Text(zh="系统出错", en="Something went wrong"),
    503: Text(zh="暂时无法保存", en="Cannot be stored now"),
}

DETAILS: Final = {
    "malformed": Text(
        zh="有字段不符合要求，未执行。请按 errors 逐项改正后重发。",
        en="Some fields are not as they have to be; nothing was done. See errors, and send again.",
    ),
    "signed-out": Text(zh="请先登录。", en="Sign in first."),
    "wrong-credentials": Text(
        zh="姓名、口令或入列码不对。入列码只能用一次。",
        en="The name, the passphrase or the code is not right. A code works once.",
    ),
    "not-allowed": Text(zh="此身份不能查看。请找调度席。", en="This role may not see that."),
    "foreign-origin": Text(
        zh="请求不是从本系统页面发出的，未执行。",
        en="The request did not come from a page of this system; nothing was done.",
    ),
    "not-found": Text(zh="没有这一项，请核对。", en="There is no such thing here."),
    "wrong-method": Text(zh="此地址不支持这种方法。", en="This address does not take that method."),
    "too-large": Text(
        zh="内容超过 64 kB，未执行。请缩短后重发。",
        en="The body is over 64 kB; nothing was done. Shorten it and send again.",
    ),
    "wrong-content": Text(
        zh="只接受未压缩的 application/json（UTF-8）。",
        en="Only application/json in UTF-8, not compressed, is taken.",
    ),
    "not-a-picture": Text(
        zh="只接受 JPEG、PNG、WebP 照片。",
        en="Only photos are taken: JPEG, PNG or WebP.",
    ),
    "picture-too-large": Text(
        zh="照片过大，未保存。请缩小后重发。",
        en="The photo is too large and was not kept. Make it smaller and send it again.",
    ),
    "too-many": Text(zh="请稍候再试。", en="Wait a little, then try again."),
    "store-away": Text(
        zh="存储暂时联系不上，未执行。页面会自动重发。",
        en="The store cannot be reached; nothing was done. The page will send it again.",
    ),
    "unexpected": Text(
        zh="系统内部出错，已记录。请重试；仍不行请报 trace 编号。",
        en="Something failed inside and was noted. Try again; if it stays, tell us the trace.",
    ),
}
