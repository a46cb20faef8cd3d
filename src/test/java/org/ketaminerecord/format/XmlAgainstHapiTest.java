package org.ketaminerecord.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.JarURLConnection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ketaminerecord.json.JsonArray;
import org.ketaminerecord.json.JsonNull;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonReader;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.json.JsonValue;
import org.ketaminerecord.json.JsonWriter;

/**
 * The R4 resources of HL7's test cases, and some by hand, through our XML and through HAPI's.
 *
 * <p>What HAPI changes on the way, and how it is kept out of the comparison:
 * <ul>
 * <li>It writes narratives anew ({@code '} becomes {@code &#39;}): their text is compared.
 * <li>It writes out the exponent of a decimal that it read as JSON ({@code 1E-22}), not of one that it read as XML:
 *     all are written out. It drops contained resources that nothing refers to: the ones by hand are referred to.
 * <li>It takes the id of a bundle's resource from {@code fullUrl} and versions out of references: switched off.
 * </ul>
 */
class XmlAgainstHapiTest {

    private static final String ROOT = "org/hl7/fhir/testcases/r4/";
    private static final FhirContext CONTEXT = FhirContext.forR4();

    /** Not resources of R4 as HAPI reads them when it is strict. */
    private static final Map<String, String> LEFT_OUT = Map.of(
            "r4-caredove-bundle.json", "has numbers where R4 has strings",
            "myconsent-resource.json", "has the element period of STU3",
            "myconsent-ext.xml", "has the element contextType of STU3",
            "parameters-example-types.xml", "has xsi:schemaLocation, which HAPI refuses; XmlReaderTest takes it");

    static Stream<String> jsonExamples() throws IOException {
        return examples(".json");
    }

    static Stream<String> xmlExamples() throws IOException {
        return examples(".xml");
    }

    @Test
    void there_are_examples() throws IOException {
        assertTrue(jsonExamples().count() >= 70);
        assertTrue(xmlExamples().count() >= 20);
    }

    @ParameterizedTest
    @MethodSource("jsonExamples")
    void json_to_our_xml_is_to_hapi_the_same_resource(String file) throws IOException {
        assertSameToHapi(bytes(file));
    }

    @ParameterizedTest
    @MethodSource("jsonExamples")
    void json_to_xml_to_json_is_the_same_tree(String file) throws IOException {
        assertComesBack(JsonReader.object(bytes(file)));
    }

    @ParameterizedTest
    @MethodSource("xmlExamples")
    void xml_to_our_json_is_to_hapi_the_same_resource(String file) throws IOException {
        byte[] ours = JsonWriter.bytes(XmlReader.object(bytes(file)));
        assertEquals(writtenOut(hapiJson(xmlParser().parseResource(text(bytes(file))))),
                writtenOut(hapiJson(jsonParser().parseResource(text(ours)))));
    }

    @ParameterizedTest
    @MethodSource("xmlExamples")
    void xml_to_our_json_is_hapis_json(String file) throws IOException {
        String hapi = hapiJson(xmlParser().parseResource(text(bytes(file))));
        assertEquals(comparable(JsonReader.object(hapi.getBytes(UTF_8))), comparable(XmlReader.object(bytes(file))));
    }

    @ParameterizedTest
    @MethodSource("xmlExamples")
    void xml_to_json_to_xml_is_the_same_tree(String file) throws IOException {
        assertComesBack(XmlReader.object(bytes(file)));
    }

    static List<String> byHand() {
        return List.of(
                """
                {'resourceType':'Patient','id':'nulls','_birthDate':{'extension':[{'url':'http://example.org/a',
                 'valueCode':'masked'}]},'name':[{'given':['Ann',null,'Cleo'],'_given':[{'id':'g1'},
                 {'extension':[{'url':'http://example.org/a','valueCode':'masked'}]},null],'family':'van de Ven',
                 '_family':{'extension':[{'url':'http://example.org/own-prefix','valueString':'van de'}]}}],
                 'deceasedDateTime':'2020-01-01T10:00:00.000+01:00'}""",
                """
                {'resourceType':'MedicationAdministration','id':'dose','contained':[{'resourceType':'Medication',
                 'id':'med','code':{'text':'Ketamine 50 mg/mL'}},{'resourceType':'Practitioner','id':'who',
                 'name':[{'text':'Dr. \u00d8 <b>'}]}],'status':'completed',
                 'medicationReference':{'reference':'#med'},'subject':{'reference':'Patient/p'},
                 'performer':[{'actor':{'reference':'#who'}}],'effectivePeriod':{'start':'2024-03-01T09:00:00Z',
                 'end':'2024-03-01T09:40:00Z'},'dosage':{'text':'40 min\\n0.5 mg/kg\\t<IV> & \\\\ more',
                 'dose':{'value':35.0,'unit':'mg'},'rateRatio':{'numerator':{'value':0.50},
                 'denominator':{'value':1}}}}""",
                """
                {'resourceType':'Bundle','id':'tx','type':'transaction',
                 'entry':[{'fullUrl':'urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a',
                 'resource':{'resourceType':'Observation','id':'o','status':'final',
                 'code':{'coding':[{'system':'http://loinc.org','code':'44261-6'}]},
                 'subject':{'reference':'Patient/p/_history/2'},'valueInteger':14,
                 'component':[{'code':{'text':'item 1'},'valueQuantity':{'value':2.00}},{'code':{'text':'item 2'},
                 'dataAbsentReason':{'text':'not asked'}}]},'request':{'method':'PUT','url':'Observation/o',
                 'ifMatch':'W/\\"3\\"'}},{'request':{'method':'DELETE','url':'Patient/x'}}]}""",
                """
                {'resourceType':'Parameters','parameter':[{'name':'a','valueDecimal':1.10},{'name':'b',
                 'resource':{'resourceType': 'Patient','active':false}},{'name':'c','part':[{'name':'d',
                 'valueHumanName':{'text':'Ann'}},{'name':'e','part':[{'name':'f','valueBase64Binary':'QUJD'},
                 {'name':'g','_valueDate':{'extension':[{'url':'http://example.org/a','valueUri':'urn:b'}]}}]}]}]}""",
                """
                {'resourceType':'Questionnaire','status':'draft','item':[{'linkId':'1','type':'group',
                 'item':[{'linkId':'1.1','type':'group','item':[{'linkId':'1.1.1','type':'choice','required':true,
                 'maxLength':10,'enableWhen':[{'question':'1','operator':'=','answerBoolean':true}],
                 'answerOption':[{'valueCoding':{'code':'a'},'initialSelected':true}]}]}]}]}""",
                """
                {'resourceType':'CarePlan','id':'plan','text':{'status':'generated',
                 'div':'<div xmlns=\\"http://www.w3.org/1999/xhtml\\"> <p class=\\"a\\">6
                 sessions &amp; follow-up \u2014 <b>twice</b> a week<br/></p></div>'},
                 'modifierExtension':[{'url': 'http://example.org/m','valueBoolean':true}],'status':'active',
                 'intent':'plan','subject':{'reference':'Patient/p'},'activity':[{'detail':{'status':'scheduled',
                 'scheduledTiming':{'event':['2024-03-01','2024-03-04'],'_event':[null,{'id':'second'}],
                 'repeat':{'frequency':2,'period':1,'periodUnit':'wk','dayOfWeek':['mon','thu'],
                 'timeOfDay':['09:00:00']}}}}]}""",
                """
                {'resourceType':'StructureDefinition','url':'http://example.org/sd','name':'SD','status':'draft',
                 'kind':'resource','abstract':false,'type':'Patient',
                 'differential':{'element':[{'id':'Patient.name','path':'Patient.name','min':1,
                 'type':[{'code':'HumanName','profile':['http://example.org/p']}],
                 'patternHumanName':{'use':'official'},'constraint':[{'key':'a-1','severity':'error','human':'a',
                 'expression':'family.exists() and given.count() < 3'}]}]}}""",
                """
                {'resourceType':'Binary','contentType':'application/pdf','data':'JVBERi0xLjQK'}""");
    }

    @ParameterizedTest
    @MethodSource("byHand")
    void so_do_resources_by_hand(String singleQuoted) {
        byte[] json = singleQuoted.replaceAll("\n *", " ").replace('\'', '"').getBytes(UTF_8);
        assertSameToHapi(json);
        assertComesBack(JsonReader.object(json));
        byte[] hapiXml = xmlParser().encodeResourceToString(jsonParser().parseResource(text(json))).getBytes(UTF_8);
        assertEquals(comparable(JsonReader.object(json)), comparable(XmlReader.object(hapiXml)));
    }

    private static void assertSameToHapi(byte[] json) {
        String expected = writtenOut(hapiJson(jsonParser().parseResource(text(json))));
        JsonObject tree = JsonReader.object(json);
        for (boolean pretty : new boolean[] {false, true}) {
            String xml = text(XmlWriter.bytes(tree, pretty));
            assertEquals(expected, writtenOut(hapiJson(xmlParser().parseResource(xml))));
        }
    }

    private static void assertComesBack(JsonObject tree) {
        assertEquals(filled(tree), XmlReader.object(XmlWriter.bytes(tree, false)));
        assertEquals(filled(tree), XmlReader.object(XmlWriter.bytes(tree, true)));
    }

    /** The tree with companions as long as the arrays they go with: a writer of JSON may stop at the last extension. */
    private static JsonValue filled(JsonValue value) {
        return switch (value) {
            case JsonObject o -> {
                JsonObject copy = new JsonObject();
                o.forEach((name, v) -> copy.append(name, filled(v)));
                o.forEach((name, v) -> {
                    if (name.startsWith("_") && copy.array(name) != null && copy.array(name.substring(1)) != null) {
                        while (copy.array(name).size() < copy.array(name.substring(1)).size()) {
                            copy.array(name).add(JsonNull.NULL);
                        }
                    }
                });
                yield copy;
            }
            case JsonArray a -> JsonArray.of(a.stream().map(XmlAgainstHapiTest::filled).toList());
            default -> value;
        };
    }

    private static final Pattern MARKUP = Pattern.compile("<[^>]*>|&[^;]*;|[\\s'\"\u00a0]");

    /** The tree with of each narrative only its letters. */
    private static JsonValue comparable(JsonValue value) {
        return switch (value) {
            case JsonObject o -> {
                JsonObject copy = new JsonObject();
                o.forEach((name, v) -> copy.append(name, name.equals("div") && v instanceof JsonString s
                        ? new JsonString(MARKUP.matcher(s.value()).replaceAll("")) : comparable(v)));
                yield copy;
            }
            case JsonArray a -> JsonArray.of(a.stream().map(XmlAgainstHapiTest::comparable).toList());
            default -> value;
        };
    }

    private static final Pattern NUMBER = Pattern.compile("(?<=[a-z]\":)-?[0-9][0-9.eE+-]*");

    /** JSON text with numbers in their long form, of the same precision. */
    private static String writtenOut(String json) {
        return NUMBER.matcher(json).replaceAll(n -> new BigDecimal(n.group()).toPlainString());
    }

    private static String hapiJson(IBaseResource resource) {
        return jsonParser().encodeResourceToString(resource);
    }

    private static IParser jsonParser() {
        return strict(CONTEXT.newJsonParser());
    }

    private static IParser xmlParser() {
        return strict(CONTEXT.newXmlParser());
    }

    private static IParser strict(IParser parser) {
        parser.setParserErrorHandler(new StrictErrorHandler());
        parser.setOverrideResourceIdWithBundleEntryFullUrl(false);
        parser.setStripVersionsFromReferences(false);
        return parser;
    }

    private static String text(byte[] utf8) {
        return new String(utf8, UTF_8);
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in = XmlAgainstHapiTest.class.getResourceAsStream("/" + ROOT + file)) {
            return in.readAllBytes();
        }
    }

    /** The files at the top and those among the examples; other folders hold cases of another kind. */
    private static Stream<String> examples(String ending) throws IOException {
        var jar = (JarURLConnection) XmlAgainstHapiTest.class.getResource("/" + ROOT
                + "patient-example.xml").openConnection();
        return jar.getJarFile().stream().map(e -> e.getName())
                .filter(n -> n.startsWith(ROOT) && n.endsWith(ending))
                .map(n -> n.substring(ROOT.length()))
                .filter(n -> n.indexOf('/') < 0 || n.startsWith("examples/"))
                .filter(n -> !LEFT_OUT.containsKey(n))
                .sorted().toList().stream();
    }
}
