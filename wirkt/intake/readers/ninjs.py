"""stub"""


def fits(head):
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def read(stream, origin):
    yield from ()
