package org.ketaminerecord.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonWriter;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Issue;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Reason;

/** R4 xml.html and json.html: what each way of writing XML is in JSON, and what is refused. */
class XmlReaderTest {

    // ---- what JSON it becomes ------------------------------------------------------------------------

    @Test
    void a_resource_has_its_name_as_resource_type_and_its_id_as_an_element() {
        becomes("{'resourceType':'Patient','id':'p1'}", "<id value='p1'/>");
    }

    @Test
    void an_element_that_may_repeat_is_an_array_even_when_it_is_there_once() {
        becomes("{'resourceType':'Patient','name':[{'family':'Baker','given':['Ann','Bea']}]}",
                "<name><family value='Baker'/><given value='Ann'/><given value='Bea'/></name>");
    }

    @Test
    void booleans_and_numbers_are_json_booleans_and_numbers_and_codes_are_strings() {
        becomes("{'resourceType':'Patient','active':true,'gender':'female','birthDate':'1970',"
                + "'multipleBirthInteger':2}",
                "<active value='true'/><gender value='female'/><birthDate value='1970'/><multipleBirthInteger "
                        + "value='2'/>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.00", "0.000", "-0.5", "1E-22", "1.000000000000000000E-245",
            "100000000000000000000"})
    void decimals_keep_their_digits(String digits) {
        assertEquals("{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":" + digits + "}}",
                JsonWriter.text(read("<Observation xmlns='http://hl7.org/fhir'><valueQuantity><value value='" + digits
                        + "'/></valueQuantity></Observation>")));
    }

    @Test
    void a_plus_sign_that_R4_allows_is_dropped_since_json_has_none() {
        becomes("{'resourceType':'Patient','multipleBirthInteger':2}", "<multipleBirthInteger value='+2'/>");
    }

    @Test
    void id_and_extensions_of_a_primitive_go_to_the_member_with_the_underscore() {
        becomes("{'resourceType':'Patient','birthDate':'1970-03-30','_birthDate':{'id':'a1',"
                        + "'extension':[{'url':'http://example.org/text','valueString':'Easter 1970'}]}}",
                "<birthDate id='a1' value='1970-03-30'><extension url='http://example.org/text'>"
                        + "<valueString value='Easter 1970'/></extension></birthDate>");
    }

    @Test
    void nulls_fill_both_arrays_so_that_values_and_extensions_stay_side_by_side() {
        becomes("{'resourceType':'Patient','name':[{'given':['Ann',null,'Cleo'],"
                        + "'_given':[null,{'extension':[{'url':'u','valueCode':'masked'}]},{'id':'third'}]}]}",
                "<name><given value='Ann'/><given><extension url='u'><valueCode value='masked'/></extension></given>"
                        + "<given id='third' value='Cleo'/></name>");
        becomes("{'resourceType':'Patient','name':[{'given':['Ann','Bea'],'_given':[{'id':'first'},null]}]}",
                "<name><given id='first' value='Ann'/><given value='Bea'/></name>");
    }

    @Test
    void an_array_with_no_value_at_all_is_left_to_its_companion() {
        becomes("{'resourceType':'Patient','name':[{'_given':[{'extension':[{'url':'u','valueCode':'masked'}]}]}]}",
                "<name><given><extension url='u'><valueCode value='masked'/></extension></given></name>");
    }

    @Test
    void ids_of_elements_and_urls_of_extensions_are_attributes() {
        becomes("{'resourceType':'Patient','extension':[{'id':'e','url':'u','extension':[{'url':'v',"
                + "'valueBoolean':false}]}],"
                        + "'name':[{'id':'n','text':'Ann'}]}",
                "<extension id='e' url='u'><extension url='v'><valueBoolean value='false'/></extension></extension>"
                        + "<name id='n'><text value='Ann'/></name>");
    }

    @Test
    void a_contained_resource_loses_the_layer_that_only_xml_has() {
        becomes("{'resourceType':'Patient','contained':[{'resourceType':'Organization','id':'o','name':'Clinic'},"
                        + "{'resourceType':'Practitioner','id':'d'}]}",
                "<contained><Organization><id value='o'/><name value='Clinic'/></Organization></contained>"
                        + "<contained><Practitioner><id value='d'/></Practitioner></contained>");
    }

    @Test
    void so_do_the_resources_of_a_bundle_and_of_parameters() {
        assertEquals(json("{'resourceType':'Bundle','type':'batch','entry':[{'resource':{'resourceType':'Parameters',"
                        + "'parameter':[{'name':'p','resource':{'resourceType':'Patient','active':true}},"
                        + "{'name':'q','part':[{'name':'r','valueInteger':1}]}]}}]}"),
                text(read("<Bundle xmlns='http://hl7.org/fhir'><type value='batch'/><entry><resource><Parameters>"
                        + "<parameter>"
                        + "<name value='p'/><resource><Patient><active value='true'/></Patient></resource></parameter>"
                        + "<parameter><name value='q'/><part><name value='r'/><valueInteger value='1'/></part>"
                        + "</parameter>"
                        + "</Parameters></resource></entry></Bundle>")));
    }

    @Test
    void prefixes_comments_instructions_white_space_and_a_byte_order_mark_make_no_difference() {
        assertEquals(json("{'resourceType':'Patient','active':true}"), text(read("\uFEFF<?xml version='1.0' "
                + "encoding='UTF-8'?>"
                + "<!-- a -->\n<f:Patient xmlns:f='http://hl7.org/fhir'>\n  <?b c?><f:active value='true'/><!-- d -->\n"
                + "</f:Patient>\n<!-- e -->")));
    }

    @Test
    void a_schema_location_is_of_no_interest() {
        assertEquals(json("{'resourceType':'Patient','active':true}"), text(read("<Patient xmlns='http://hl7.org/fhir' "
                + "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='http://hl7.org/fhir "
                + "x.xsd'>"
                + "<active value='true'/></Patient>")));
    }

    @Test
    void an_attachment_is_an_attribute_of_any_length() {
        String data = "QUJD".repeat(500_000);
        assertEquals(data, read("<Binary xmlns='http://hl7.org/fhir'><data value='" + data
                + "'/></Binary>").string("data"));
    }

    @Test
    void characters_by_number_and_the_five_entities_of_xml_are_the_characters() {
        becomes("{'resourceType':'Patient','name':[{'text':'\u00e9 \\n \ud83d\ude00 <&>'}]}",
                "<name><text value='&#233; &#10; &#x1F600; &lt;&amp;&gt;'/></name>");
    }

    // ---- what is refused -------------------------------------------------------------------------------

    @Test
    void an_unknown_element_is_named_with_its_place_and_the_one_that_was_meant() {
        Issue issue = refused("<Patient xmlns='http://hl7.org/fhir'>\n  <name><family value='Baker'/></name>\n"
                + "  <name>\n    <gvien value='Ann'/></name></Patient>");
        assertEquals(FaultCode.UNKNOWN_ELEMENT, issue.code());
        assertEquals(IssueType.STRUCTURE, issue.type());
        assertEquals("Patient.name[1].gvien", issue.expression().getFirst());
        says(issue, "\"gvien\"", "line 4, column ", "HumanName", "Did you mean \"given\"?");
    }

    @Test
    void in_a_bundle_the_place_leads_through_the_entry() {
        Issue issue = refused("<Bundle xmlns='http://hl7.org/fhir'><type value='batch'/><entry><resource><Patient/>"
                + "</resource>"
                + "</entry><entry><resource><Observation><valueQuantity><value value='a'/></valueQuantity>"
                + "</Observation>"
                + "</resource></entry></Bundle>");
        assertEquals("Bundle.entry[1].resource.value.value", issue.expression().getFirst());
        assertEquals(FaultCode.INVALID_VALUE, issue.code());
    }

    @Test
    void a_type_that_R4_does_not_have_is_named_with_the_nearest() {
        Issue issue = refused("<Observaton xmlns='http://hl7.org/fhir'/>");
        assertEquals(FaultCode.UNKNOWN_TYPE, issue.code());
        says(issue, "\"Observation\"");
        assertEquals(FaultCode.UNKNOWN_TYPE, refused("<HumanName xmlns='http://hl7.org/fhir'/>").code());
        assertEquals(FaultCode.UNKNOWN_TYPE, refused("<DomainResource xmlns='http://hl7.org/fhir'/>").code());
    }

    @Test
    void another_namespace_is_refused_on_the_root_and_inside() {
        says(refused("<Patient/>"), "namespace", "xmlns=\"http://hl7.org/fhir\"");
        says(refused("<Patient xmlns='http://hl7.org/fhir/'/>"), "namespace");
        says(refusedInPatient("<name xmlns='urn:other'/>"), "namespace");
    }

    @Test
    void values_between_tags_or_on_a_complex_element_are_refused_with_what_to_send() {
        says(refusedInPatient("<active>true</active>"), "attribute \"value\"");
        says(refusedInPatient("<name value='Ann'/>"), "HumanName", "elements");
        says(refusedInPatient("<name><id value='n'/></name>"), "id=\"...\"");
        says(refusedInPatient("<extension><url value='u'/></extension>"), "url=\"...\"");
        says(refused("<Patient xmlns='http://hl7.org/fhir' id='p'/>"), "<id value=");
        says(refusedInPatient("<gender code='male'/>"), "\"code\"", "attribute \"value\"");
        says(refusedInPatient("<birthDate value='1970'><period/></birthDate>"), "\"extension\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<active/>", "<active value=''/>", "<gender value='  '/>", "<name/>", "<name id='n'/>",
            "<birthDate id='b'/>", "<contained/>", "<name id=''><text value='Ann'/></name>"})
    void nothing_is_empty(String element) {
        Issue issue = refusedInPatient(element);
        assertEquals(FaultCode.INVALID_VALUE, issue.code());
        says(issue, "Leave it out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "TRUE"})
    void a_boolean_is_true_or_false(String value) {
        says(refusedInPatient("<active value='" + value + "'/>"), "boolean", "true or false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "007", "two", "1e3", "--1", "+"})
    void an_integer_is_digits(String value) {
        says(refusedInPatient("<multipleBirthInteger value='" + value + "'/>"), "integer");
    }

    @ParameterizedTest
    @ValueSource(strings = {".5", "5.", "+1.0", "01.0", "1,5", "NaN", "INF", "0x10"})
    void a_decimal_is_what_json_can_hold(String value) {
        says(refused("<Observation xmlns='http://hl7.org/fhir'><valueQuantity><value value='" + value
                + "'/></valueQuantity></Observation>"), "decimal");
    }

    @Test
    void a_refused_value_is_not_repeated_in_the_answer() {
        assertTrue(!refusedInPatient("<active value='secret'/>").diagnostics().contains("secret"));
    }

    @Test
    void an_element_that_may_be_there_once_is_refused_the_second_time() {
        Issue issue = refusedInPatient("<gender value='male'/><active value='true'/><gender value='male'/>");
        assertEquals(FaultCode.CARDINALITY, issue.code());
        assertEquals("Patient.gender", issue.expression().getFirst());
        assertEquals(FaultCode.CARDINALITY,
                refusedInPatient("<contained><Patient/><Patient/></contained>").code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "hello", "{\"resourceType\":\"Patient\"}",
            "<Patient xmlns='http://hl7.org/fhir'>",
            "<Patient xmlns='http://hl7.org/fhir'><active value='true'></Patient>",
            "<Patient xmlns='http://hl7.org/fhir'/><Patient xmlns='http://hl7.org/fhir'/>",
            "<Patient xmlns='http://hl7.org/fhir'><active value=true/></Patient>",
            "<Patient xmlns='http://hl7.org/fhir'><name><text value='a' value='b'/></name></Patient>",
            "<x:Patient/>", "<?xml version='1.1'?><Patient xmlns='http://hl7.org/fhir'/>",
            "<?xml version='1.0' encoding='ISO-8859-1'?><Patient xmlns='http://hl7.org/fhir'/>"})
    void what_is_not_well_formed_is_malformed(String body) {
        Issue issue = refused(body);
        assertEquals(FaultCode.MALFORMED, issue.code());
        assertEquals(IssueType.STRUCTURE, issue.type());
    }

    @Test
    void malformed_xml_is_refused_with_line_and_column() {
        says(refused("<Patient xmlns='http://hl7.org/fhir'>\n<active value='true'>\n</Patient>"), "line 3, column ");
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() {
        Fault fault = assertThrows(Fault.class, () -> XmlReader.object(
                ("<Patient xmlns='http://hl7.org/fhir'><name><text value='\u00e9'/></name>"
                        + "</Patient>").getBytes(ISO_8859_1)));
        says(fault.issues().getFirst(), "UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\u0001", "\u000b", "&#0;", "&#1;", "&#xFFFE;", "\uffff", "&#xD800;"})
    void characters_that_xml_cannot_hold_are_refused(String character) {
        Issue issue = refusedInPatient("\n<name><text value='a" + character + "'/></name>");
        assertEquals(FaultCode.MALFORMED, issue.code());
        says(issue, "line 2, column ");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "<!DOCTYPE Patient><Patient xmlns='http://hl7.org/fhir'><active value='true'/></Patient>",
            "<!DOCTYPE Patient SYSTEM 'http://localhost:1/evil.dtd'><Patient xmlns='http://hl7.org/fhir'/>",
            "<!DOCTYPE p [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><Patient xmlns='http://hl7.org/fhir'><id "
                    + "value='&x;'/></Patient>",
            "<!DOCTYPE p [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>"
                    + "<Patient xmlns='http://hl7.org/fhir'><id value='&c;'/></Patient>",
            "<!DOCTYPE p [<!ENTITY % x SYSTEM 'file:///etc/passwd'> %x;]><Patient xmlns='http://hl7.org/fhir'/>",
            "<Patient xmlns='http://hl7.org/fhir'><id value='&x;'/></Patient>",
            "<Patient xmlns='http://hl7.org/fhir'>&x;</Patient>"})
    void entities_can_neither_read_a_file_nor_multiply(String body) {
        Issue issue = refused(body);
        assertEquals(FaultCode.MALFORMED, issue.code());
        assertTrue(!issue.diagnostics().contains("root:"));
    }

    @Test
    void a_thousand_levels_are_refused_and_what_is_taken_can_be_read_back_as_json() {
        String deepest = extensions(149);
        JsonReader.object(JsonWriter.bytes(read(deepest)));
        says(refused(extensions(150)), "300 levels");
        says(refused(extensions(3000)), "300 levels");
        assertEquals(FaultCode.UNKNOWN_ELEMENT, refusedInPatient("<a>".repeat(3000)).code());
    }

    private static String extensions(int levels) {
        return "<Patient xmlns='http://hl7.org/fhir'>" + "<extension url='u'>".repeat(levels)
                + "<valueString value='x'/>"
                + "</extension>".repeat(levels) + "</Patient>";
    }

    private static void becomes(String singleQuotedJson, String elementsOfPatient) {
        assertEquals(json(singleQuotedJson), text(read("<Patient xmlns='http://hl7.org/fhir'>" + elementsOfPatient
                + "</Patient>")));
    }

    private static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    private static String text(JsonObject resource) {
        return JsonWriter.text(resource);
    }

    private static JsonObject read(String xml) {
        return XmlReader.object(xml.getBytes(UTF_8));
    }

    private static Issue refusedInPatient(String elements) {
        return refused("<Patient xmlns='http://hl7.org/fhir'>" + elements + "</Patient>");
    }

    private static Issue refused(String xml) {
        Fault fault = assertThrows(Fault.class, () -> read(xml));
        assertEquals(Reason.BAD_REQUEST, fault.reason());
        return fault.issues().getFirst();
    }

    private static void says(Issue issue, String... words) {
        for (String word : words) {
            assertTrue(issue.diagnostics().contains(word), issue.diagnostics());
        }
    }
}
