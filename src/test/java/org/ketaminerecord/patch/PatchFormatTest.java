package org.ketaminerecord.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.outcome.Fault;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.Reason;

class PatchFormatTest {

    private static final String PARAMETERS = "{\"resourceType\":\"Parameters\"}";
    private static final String XML_PARAMETERS = "<Parameters xmlns=\"http://hl7.org/fhir\"/>";

    @ParameterizedTest
    @ValueSource(strings = {"application/json-patch+json", "Application/JSON-Patch+JSON; charset=UTF-8"})
    void a_json_patch_is_known_by_its_media_type(String mediaType) {
        assertInstanceOf(JsonPatch.class, PatchFormat.of(mediaType, bytes("[]")));
    }

    @Test
    void an_xml_patch_is_known_by_its_media_type() {
        assertInstanceOf(XmlPatch.class, PatchFormat.of("application/xml-patch+xml",
                bytes("<diff><remove sel=\"Patient/active\"/></diff>")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/fhir+json", "application/json", "application/fhir+json;fhirVersion=4.0"})
    void parameters_in_json_are_a_fhirpath_patch(String mediaType) {
        assertInstanceOf(FhirPathPatch.class, PatchFormat.of(mediaType, bytes(PARAMETERS)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/fhir+xml", "application/xml", "text/xml;charset=utf-8"})
    void parameters_in_xml_are_a_fhirpath_patch(String mediaType) {
        assertInstanceOf(FhirPathPatch.class, PatchFormat.of(mediaType, bytes(XML_PARAMETERS)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "text/plain", "application/merge-patch+json", ";;", "application/json-patch+jsonx"})
    void another_media_type_is_unsupported_and_all_that_are_taken_are_named(String mediaType) {
        Fault fault = assertThrows(Fault.class, () -> PatchFormat.of(mediaType, bytes("[]")));
        assertEquals(Reason.UNSUPPORTED_MEDIA_TYPE, fault.reason());
        PatchFormat.mediaTypes().forEach(type -> assertTrue(fault.getMessage().contains(type)));
    }

    @Test
    void a_body_of_another_form_than_its_media_type_is_a_bad_request() {
        bad("application/fhir+json", "[{\"op\":\"remove\",\"path\":\"/active\"}]");
        bad("application/fhir+json", "{\"resourceType\":\"Patient\"}");
        bad("application/fhir+json", "\"text\"");
        bad("application/json-patch+json", PARAMETERS);
        bad("application/xml-patch+xml", PARAMETERS);
        bad("application/xml-patch+xml", XML_PARAMETERS);
        PatchFormat.mediaTypes().forEach(type -> bad(type, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'resourceType':'Patient'}", "{}", "{'resourceType':'Binary'}",
            "{'resourceType':'Binary','contentType':'application/json-patch+json'}",
            "{'resourceType':'Binary','contentType':'application/json-patch+json','data':'e30='}",
            "{'resourceType':'Binary','contentType':'application/json-patch+json','data':'[]'}",
            "{'resourceType':'Binary','contentType':'text/plain','data':'W10='}"})
    void an_entry_carries_its_patch_in_a_binary_or_parameters(String resource) {
        Fault fault = assertThrows(Fault.class, () -> PatchFormat.ofEntry(JsonReader.object(bytes(resource.replace('\'', '"')))));
        assertTrue(fault.reason() == Reason.BAD_REQUEST || fault.reason() == Reason.UNSUPPORTED_MEDIA_TYPE);
    }

    private static void bad(String mediaType, String body) {
        Fault fault = assertThrows(Fault.class, () -> PatchFormat.of(mediaType, bytes(body)));
        assertEquals(Reason.BAD_REQUEST, fault.reason());
        assertEquals(FaultCode.INVALID_PATCH, fault.issues().getFirst().code());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
