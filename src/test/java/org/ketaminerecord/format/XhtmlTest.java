package org.ketaminerecord.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;

/** R4 narrative.html, json.html#xhtml: the div on its way between XML and JSON. */
class XhtmlTest {

    private static final String XHTML = "xmlns=\"http://www.w3.org/1999/xhtml\"";

    @ParameterizedTest
    @ValueSource(strings = {
            "<div " + XHTML + ">Ann Baker</div>",
            "<div " + XHTML + " title='a > b'><p class=\"x\">a &quot;b&quot; &#233; \u00e9 &amp; &gt;<br/><br></br>"
                    + "</p ></div  >",
            "<div " + XHTML + "><table><tr><td></td><td/></tr></table><!-- <div> --> <![CDATA[<a>]]></div>",
            "<div xml:lang=\"de\" lang=\"de\" " + XHTML + ">\n  <div>\ud83d\ude00</div>\n\t<div><div/></div>\n</div>",
            "<div " + XHTML + " title=\"/>\"/>"})
    void a_div_stays_as_it_was_written_both_ways(String div) {
        assertEquals(div, divOf(patient(div)));
        assertEquals(div, divOf(new String(XmlWriter.bytes(json(div), false), UTF_8)));
        assertEquals(div, divOf(new String(XmlWriter.bytes(json(div), true), UTF_8)));
    }

    @Test
    void line_ends_are_read_as_xml_says() {
        assertEquals("<div " + XHTML + ">a\nb\nc\n</div>", divOf(patient("<div " + XHTML + ">a\r\nb\rc\n</div>")));
    }

    @Test
    void a_div_with_a_prefix_loses_it_since_in_json_it_stands_alone() {
        assertEquals("<div " + XHTML + " title=\"a&quot;&gt;\"><p xml:lang=\"de\">a &lt; \u00e9<br/><td></td></p>"
                + "<!-- c --></div>",
                divOf("<f:Patient xmlns:f='http://hl7.org/fhir' xmlns:h='http://www.w3.org/1999/xhtml'><f:text>"
                        + "<f:status value='generated'/><h:div title='a\">'><h:p xml:lang='de'>a &lt; &#233;<h:br/>"
                        + "<h:td></h:td>"
                        + "</h:p><!-- c --></h:div></f:text></f:Patient>"));
    }

    @Test
    void a_div_whose_namespace_is_declared_outside_takes_it_along() {
        assertEquals("<div " + XHTML + "><b>a</b></div>", divOf("<f:Patient xmlns:f='http://hl7.org/fhir' "
                + "xmlns='http://www.w3.org/1999/xhtml'><f:text><f:status value='generated'/><div><b>a</b></div>"
                + "</f:text></f:Patient>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<div>a</div>", "<div " + XHTML + ">a&nbsp;b</div>", "<div " + XHTML
            + " title='&copy;'>a</div>",
            "<div " + XHTML + ">a<br></div>"})
    void what_is_not_xhtml_is_refused_in_xml(String div) {
        Fault fault = assertThrows(Fault.class, () -> divOf(patient(div)));
        assertEquals(FaultCode.MALFORMED, fault.issues().getFirst().code());
        assertTrue(fault.getMessage().contains("line 1, column "), fault.getMessage());
    }

    @Test
    void a_narrative_may_not_nest_without_end() {
        assertTrue(assertThrows(Fault.class, () -> divOf(patient("<div " + XHTML + ">" + "<p>".repeat(300)
                + "</p>".repeat(300)
                + "</div>"))).getMessage().contains("300 levels"));
        String deep = "<div " + XHTML + ">" + "<p>".repeat(299) + "</p>".repeat(299) + "</div>";
        assertEquals(deep, divOf(patient(deep)));
    }

    @Test
    void named_characters_of_html_that_a_json_client_sent_are_written_by_number() {
        assertEquals("<div " + XHTML + ">a&#160;&#8211;&#252;&amp;</div>", Xhtml.xml("<div " + XHTML
                + ">a&nbsp;&ndash;&uuml;&amp;</div>"));
        assertEquals("<div " + XHTML + ">&#255;</div>", Xhtml.xml("<div " + XHTML + ">&yuml;</div>"));
    }

    @Test
    void a_namespace_that_a_json_client_forgot_is_added() {
        assertEquals("<div " + XHTML + "><p>a</p></div>", Xhtml.xml("<div><p>a</p></div>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<div " + XHTML + ">a<br>b</div>", "Ann", "", "<p " + XHTML + ">a</p>", "<div " + XHTML
            + ">&unknown;</div>",
            "<div " + XHTML + "/></text><active value=\"false\"/><text><div " + XHTML + "/>",
            "<!DOCTYPE div [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><div " + XHTML + ">&x;</div>"})
    void a_broken_narrative_is_shown_as_text_and_cannot_add_elements(String div) {
        String xml = new String(XmlWriter.bytes(json(div), false), UTF_8);
        JsonObject read = XmlReader.object(xml.getBytes(UTF_8));
        assertEquals(2, read.size());
        assertTrue(read.object("text").string("div").startsWith("<div " + XHTML + ">"));
        assertEquals(div.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
                read.object("text").string("div").replace("<div " + XHTML + ">", "").replace("</div>", ""));
    }

    private static JsonObject json(String div) {
        return new JsonObject().put("resourceType", "Patient")
                .put("text", new JsonObject().put("status", "generated").put("div", div));
    }

    private static String patient(String div) {
        return "<Patient xmlns=\"http://hl7.org/fhir\"><text><status value=\"generated\"/>" + div + "</text></Patient>";
    }

    private static String divOf(String xml) {
        return XmlReader.object(xml.getBytes(UTF_8)).object("text").string("div");
    }
}
