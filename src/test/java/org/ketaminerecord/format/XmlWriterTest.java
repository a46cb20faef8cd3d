package org.ketaminerecord.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;

class XmlWriterTest {

    private static final String START = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Patient "
            + "xmlns=\"http://hl7.org/fhir\"";

    @Test
    void elements_come_in_the_order_of_the_definition_whatever_that_of_the_json() {
        becomes("{'birthDate':'1970','name':[{'given':['Ann'],'family':'Baker','use':'official'}],'id':'p',"
                + "'resourceType':'Patient',"
                        + "'active':true,'meta':{'versionId':'1'}}",
                "><id value='p'/><meta><versionId value='1'/></meta><active value='true'/><name><use value='official'/>"
                        + "<family value='Baker'/><given value='Ann'/></name><birthDate value='1970'/></Patient>");
    }

    @Test
    void a_resource_without_elements_is_one_tag() {
        becomes("{'resourceType':'Patient'}", "/>");
    }

    @Test
    void values_and_extensions_of_a_primitive_meet_again() {
        becomes("{'resourceType':'Patient','_birthDate':{'id':'b','extension':[{'url':'u','valueCode':'unknown'}]},"
                        + "'name':[{'given':['Ann',null],'_given':[null,{'id':'g','extension':[{'url':'u',"
                        + "'valueBoolean':true}]}]}]}",
                "><name><given value='Ann'/><given id='g'><extension url='u'><valueBoolean value='true'/></extension>"
                        + "</given>"
                        + "</name><birthDate id='b'><extension url='u'><valueCode value='unknown'/></extension>"
                        + "</birthDate></Patient>");
    }

    @Test
    void companions_may_be_fewer_or_more_than_values() {
        becomes("{'resourceType':'Patient','name':[{'given':['Ann','Bea'],'_given':[{'id':'g'}]},"
                        + "{'_given':[{'extension':[{'url':'u','valueCode':'masked'}]}]}]}",
                "><name><given id='g' value='Ann'/><given value='Bea'/></name><name><given><extension url='u'>"
                        + "<valueCode value='masked'/></extension></given></name></Patient>");
    }

    @Test
    void resources_inside_get_their_layer_and_no_namespace_of_their_own() {
        becomes("{'resourceType':'Patient','contained':[{'resourceType':'Patient','id':'a'},{'resourceType':'Basic'}]}",
                "><contained><Patient><id value='a'/></Patient></contained><contained><Basic/></contained></Patient>");
    }

    @Test
    void pretty_is_two_spaces_a_level() {
        assertEquals("""
                <?xml version="1.0" encoding="UTF-8"?>
                <Patient xmlns="http://hl7.org/fhir">
                  <contained>
                    <Basic>
                      <id value="b"/>
                    </Basic>
                  </contained>
                  <active value="true"/>
                </Patient>
                """, new String(XmlWriter.bytes(object("{'resourceType':'Patient',"
                + "'contained':[{'resourceType':'Basic','id':'b'}],'active':true}"), true), UTF_8));
    }

    @Test
    void every_character_of_a_string_survives() {
        String text = "a<b>&\"'\t\r\n  \u00e9\u2028\ud83d\ude00]]>";
        JsonObject patient = new JsonObject().put("resourceType", "Patient")
                .put("name", JsonArray.of(new JsonObject().put("text", text)));
        assertEquals(patient, XmlReader.object(XmlWriter.bytes(patient, false)));
        assertEquals(patient, XmlReader.object(XmlWriter.bytes(patient, true)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0001", "\u001f", "\ufffe", "\uffff", "\ud800", "\udc00"})
    void what_xml_cannot_hold_becomes_the_replacement_character(String character) {
        JsonObject patient = new JsonObject().put("resourceType", "Patient")
                .put("name", JsonArray.of(new JsonObject().put("text", "a" + character + "b")));
        assertEquals("a\ufffdb", XmlReader.object(XmlWriter.bytes(patient,
                false)).objects("name").getFirst().string("text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{'resourceType':'Patient','nmae':[]}", "{'resourceType':'Patient','_name':[{'id':'a'}]}",
            "{'resourceType':'Patient','name':[{'gven':['a']}]}", "{'resourceType':'Patient','name':{'text':'a'}}",
            "{'resourceType':'Patient','name':['a']}", "{'resourceType':'Patient','active':{}}", "{'id':'a'}",
            "{'resourceType':'HumanName'}", "{'resourceType':'Patient','contained':[{'id':'a'}]}",
            "{'resourceType':'Patient','text':{'div':{}}}", "{'resourceType':'Patient','birthDate':'1970',"
                    + "'_birthDate':{'value':'a'}}"})
    void a_tree_that_is_no_resource_is_a_fault_of_the_server(String json) {
        assertThrows(IllegalStateException.class, () -> XmlWriter.bytes(object(json), false));
    }

    private static void becomes(String json, String xml) {
        assertEquals(START + xml.replace('\'', '"'), new String(XmlWriter.bytes(object(json), false), UTF_8));
    }

    private static JsonObject object(String singleQuoted) {
        return JsonReader.object(singleQuoted.replace('\'', '"').getBytes(UTF_8));
    }
}
