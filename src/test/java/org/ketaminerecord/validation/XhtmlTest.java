package org.ketaminerecord.validation;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R4 narrative.html, invariants txt-1 and txt-2, and security.html#narrative. */
class XhtmlTest {

    @ParameterizedTest
    @ValueSource(strings = {"text", "<p class='a' xml:lang='de'>a &amp; b &#160; &lt;</p>",
            "<img src='data:image/png;base64,AAAA' alt='x'/>",
        "<img src='#photo'/>", "<a href='http://x.example'>a</a>", "<a href='Patient/1'>a</a>",
                "<a href='mailto:a@x.example'>a</a>",
        "<a name='x'>a</a>", "<p style='color: red; background-image: url(data:image/png;base64,AAAA)'>a</p>",
        "<p style='background: url(tbl.png)'>a</p>", "<table><tbody><tr><td colspan='2'>a</td></tr></tbody></table>",
        "<!-- remark -->a", "<![CDATA[a]]>"})
    void a_narrative_as_it_should_be(String inner) {
        assertNull(Xhtml.fault(div(inner)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "<p/>", "<!-- remark -->", "<img alt='x'/>",
        "<p>a", "<p>a</b>", "a & b", "a < b", "<p class=a>b</p>", "&nbsp;a", "<p title='&nbsp;'>a</p>",
        "<script>a</script>", "<SCRIPT>a</SCRIPT>", "<style>a</style>", "<link href='a'/>a", "<base href='a'/>a",
                "<form>a</form>",
        "<input value='a'/>a", "<iframe src='a'>a</iframe>", "<object>a</object>", "<embed src='a'/>a", "<svg>a</svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'>a</svg>", "<body>a</body>", "<html>a</html>", "<video src='a'/>a",
        "<p onclick='a'>a</p>", "<p onClick='a'>a</p>", "<img src='a' onerror='a'/>", "<p x:href='a' xmlns:x='y'>a</p>",
        "<a href='javascript:a'>a</a>", "<a href=' JaVaScRiPt:a'>a</a>", "<a href='java&#10;script:a'>a</a>",
        "<a href='&#1;javascript:a'>a</a>", "<a href='data:text/html,a'>a</a>", "<img src='data:text/html,a'/>",
        "<a href='data:image/png,a'>a</a>", "<a href='vbscript:a'>a</a>", "<a href='file:///a'>a</a>",
        "<p style='width: expression(a)'>a</p>", "<p style='background: url(javascript:a)'>a</p>",
        "<p style='background: URL( \"javascript:a\")'>a</p>", "<p style='background: url(file:a)'>a</p>",
        "<p style='b\\65havior: a'>a</p>", "<p style='exp/**/ression(a)'>a</p>", "<p style='@import a'>a</p>",
        "<?php a ?>a"})
    void a_narrative_as_it_should_not_be(String inner) {
        assertNotNull(Xhtml.fault(div(inner)), inner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<div>a</div>", "<div xmlns='http://www.w3.org/1999/html'>a</div>", "text",
            "<p xmlns='http://www.w3.org/1999/xhtml'>a</p>",
        "<divx xmlns='http://www.w3.org/1999/xhtml'>a</divx>",
                "<?xml version='1.0'?><div xmlns='http://www.w3.org/1999/xhtml'>a</div>",
        "<div xmlns='http://www.w3.org/1999/xhtml'>a</div><div xmlns='http://www.w3.org/1999/xhtml'>b</div>",
        "<div xmlns='http://www.w3.org/1999/xhtml'>a</div> b", "<div", "<div xmlns='http://www.w3.org/1999/xhtml'>"})
    void it_is_one_div_of_xhtml(String text) {
        assertNotNull(Xhtml.fault(text));
    }

    @Test
    void entities_are_never_expanded_or_fetched() {
        assertNotNull(Xhtml.fault("<!DOCTYPE div [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + div("&x;")));
        assertNotNull(Xhtml.fault("<div xmlns='http://www.w3.org/1999/xhtml'><!DOCTYPE a [<!ENTITY x 'y'>]>&x;</div>"));
    }

    @Test
    void the_sentence_says_what_to_send() {
        assertTrue(Xhtml.fault(div("a&nbsp;b")).contains("&#160;"));
        assertTrue(Xhtml.fault("<div>a</div>").contains("xmlns=\"http://www.w3.org/1999/xhtml\""));
        assertTrue(Xhtml.fault(div("\n<p>a")).contains("line 2"));
    }

    private static String div(String inner) {
        return "<div xmlns='http://www.w3.org/1999/xhtml'>" + inner + "</div>";
    }
}
