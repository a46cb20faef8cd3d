package org.ketaminerecord.profile;

import org.junit.jupiter.api.Test;

/** Bundles: fullUrls, links, results of searches, and what references in them mean (R4 bundle.html, documents.html). */
class BundleRulesTest {

    private static final String ONE = "urn:uuid:0b7f4a0e-3f0a-4c55-9a43-5a7a3c1f0001";
    private static final String TWO = "urn:uuid:0b7f4a0e-3f0a-4c55-9a43-5a7a3c1f0002";
    private static final String UNIQUE = "bundle.html#bundle-unique";
    private static final String CONTENT = "documents.html#content";

    private static String entry(String fullUrl, String resource) {
        return "{'fullUrl': '" + fullUrl + "', 'resource': " + resource + "}";
    }

    private static String bundle(String type, String... entries) {
        return "{'resourceType': 'Bundle', 'type': '" + type + "', 'entry': [" + String.join(", ", entries) + "]}";
    }

    private static String document(String... entries) {
        return bundle("document", entries).replace("'type': 'document'", "'identifier': {'system': 'http://a.example/documents', 'value': '1'}, 'type': 'document', "
                + "'timestamp': '2024-05-01T10:00:00Z'");
    }

    private static String composition(String author) {
        return "{'resourceType': 'Composition', 'id': 'c', 'status': 'final', 'type': {'text': 'summary'}, 'date': '2024-05-01', 'author': [{'reference': '" + author
                + "'}], 'title': 'Summary', 'section': [{'title': 'none', 'text': {'status': 'generated', 'div': "
                + "'<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">None</div>'}}]}";
    }

    private static String organization(String id) {
        return "{'resourceType': 'Organization'" + (id == null ? "" : ", 'id': '" + id + "'") + ", 'name': 'Clinic'}";
    }

    // ---- fullUrl ------------------------------------------------------------------------------------

    @Test
    void a_fullUrl_is_absolute() {
        Judged.of(bundle("collection", entry(ONE, organization(null)))).isRight();
        Judged.of(bundle("collection", entry("https://a.example/fhir/Organization/1", organization("1")))).isRight();
        Judged.of(bundle("collection", entry("Organization/1", organization("1")))).isWrong(UNIQUE, "Bundle.entry[0].fullUrl", "[base]/Organization/[id]");
    }

    @Test
    void a_fullUrl_agrees_with_type_and_id() {
        Judged.of(bundle("collection", entry("https://a.example/fhir/Organization/1", organization("2")))).isWrong(UNIQUE, "Bundle.entry[0].fullUrl",
                "Send https://a.example/fhir/Organization/2");
        Judged.of(bundle("collection", entry("https://a.example/fhir/Patient/1", organization("1")))).isWrong(UNIQUE, "Bundle.entry[0].fullUrl",
                "which is Organization/1");
        Judged.of(bundle("collection", entry("https://a.example/fhir/Organization/1", organization(null)))).isWrong(UNIQUE, "Bundle.entry[0].fullUrl",
                "the resource has no id");
    }

    @Test
    void what_is_going_to_be_created_has_no_id_yet() {
        Judged.of(bundle("transaction", entry("https://a.example/fhir/Organization/1", organization(null)).replaceFirst("}$",
                ", 'request': {'method': 'POST', 'url': 'Organization'}}"))).isRight();
    }

    // ---- links and results of searches --------------------------------------------------------------

    @Test
    void a_page_has_each_link_once() {
        String links = "'link': [{'relation': 'self', 'url': 'https://a.example/fhir/Patient'}, {'relation': '%s', 'url': 'https://a.example/fhir/Patient?b'}], 'entry'";
        String page = bundle("searchset", entry("https://a.example/fhir/Organization/1", organization("1"))).replace("'entry'", links);
        Judged.of(page.formatted("next")).isRight();
        Judged.of(page.formatted("related")).isRight();
        Judged.of(page.formatted("self")).isWrong("http.html#paging", "Bundle.link[1].relation", "more than one link 'self'");
    }

    @Test
    void what_a_search_finds_has_an_id_and_a_fitting_mode() {
        String outcome = "{'resourceType': 'OperationOutcome', 'issue': [{'severity': 'warning', 'code': 'not-found'}]}";
        Judged.of(bundle("searchset", "{'resource': " + organization("1") + ", 'search': {'mode': 'match'}}",
                "{'resource': " + outcome + ", 'search': {'mode': 'outcome'}}")).isRight();
        Judged.of(bundle("searchset", "{'resource': " + organization(null) + ", 'search': {'mode': 'match'}}")).isWrong("resource.html#id",
                "Bundle.entry[0].resource.id", "has an id there");
        Judged.of(bundle("searchset", "{'resource': " + organization("1") + ", 'search': {'mode': 'outcome'}}")).isWrong("search.html#entries",
                "Bundle.entry[0].search.mode", "the resource is a Organization");
        Judged.of(bundle("searchset", "{'resource': " + outcome + ", 'search': {'mode': 'match'}}")).isWrong("search.html#entries",
                "Bundle.entry[0].search.mode", "is 'outcome', not 'match'");
        Judged.of(bundle("collection", "{'resource': " + organization(null) + "}")).isRight();
    }

    // ---- references ---------------------------------------------------------------------------------

    @Test
    void a_urn_means_an_entry_of_the_bundle() {
        String patient = "{'resourceType': 'Patient', 'managingOrganization': {'reference': '%s'}}";
        Judged.of(bundle("collection", entry(ONE, patient.formatted(TWO)), entry(TWO, organization(null)))).isRight();
        Judged.of(bundle("collection", entry(ONE, patient.formatted(TWO)))).isWarned("bundle.html#references",
                "Bundle.entry[0].resource.managingOrganization.reference", "No entry of the bundle has the fullUrl '" + TWO + "'");
        Judged.of(bundle("collection", entry(ONE, patient.formatted("Organization/elsewhere")))).isRight();
    }

    @Test
    void a_reference_does_not_say_another_type_than_its_UUID_has_in_the_bundle() {
        String patient = "{'resourceType': 'Patient', 'generalPractitioner': [{'reference': 'Practitioner/%s'}]}";
        Judged.of(bundle("collection", entry(ONE, patient.formatted(TWO.substring(9))), entry(TWO, organization(null)))).isWrong("bundle.html#references",
                "Bundle.entry[0].resource.generalPractitioner[0].reference", "is a Organization. Send " + TWO);
        Judged.of(bundle("collection", entry(ONE, patient.formatted("7")), entry(TWO, organization(null)))).isRight();
    }

    // ---- documents and messages ---------------------------------------------------------------------

    @Test
    void a_document_has_all_that_its_Composition_refers_to() {
        Judged.of(document(entry(ONE, composition(TWO)), entry(TWO, organization(null)))).isRight();
        Judged.of(document(entry("https://a.example/fhir/Composition/c", composition("Organization/1")),
                entry("https://a.example/fhir/Organization/1", organization("1")))).isRight();
        Judged.of(document(entry("https://a.example/fhir/Composition/c", composition("Organization/2")))).isWrong(CONTENT,
                "Bundle.entry[0].resource.author[0].reference", "Add the resource to the bundle.");
    }

    @Test
    void a_relative_reference_is_read_from_the_fullUrl_of_its_entry() {
        Judged.of(document(entry(ONE, composition("Organization/1")), entry(TWO, organization("1")))).isWrong(CONTENT,
                "Bundle.entry[0].resource.author[0].reference", "from an entry whose own fullUrl is '" + ONE + "'. Send the fullUrl as the reference.");
        Judged.of(document(entry("https://a.example/fhir/Composition/c", composition("Organization/1")),
                entry("https://b.example/fhir/Organization/1", organization("1")))).isWrong(CONTENT, "Bundle.entry[0].resource.author[0].reference",
                "https://b.example/fhir/Organization/1");
    }

    @Test
    void of_two_versions_the_reference_says_which() {
        String version = "{'resourceType': 'Organization', 'id': '1', 'meta': {'versionId': '%s'}, 'name': 'Clinic'}";
        String url = "https://a.example/fhir/Organization/1";
        Judged.of(document(entry("https://a.example/fhir/Composition/c", composition("Organization/1/_history/2")), entry(url, version.formatted("1")),
                entry(url, version.formatted("2")))).isRight();
        Judged.of(document(entry("https://a.example/fhir/Composition/c", composition("Organization/1")), entry(url, version.formatted("1")),
                entry(url, version.formatted("2")))).isWrong(CONTENT, "Bundle.entry[0].resource.author[0].reference", "Refer to one version");
        Judged.of(document(entry("https://a.example/fhir/Composition/c", composition("Organization/1/_history/3")), entry(url, version.formatted("1")),
                entry(url, version.formatted("2")))).isWrong(CONTENT, "Bundle.entry[0].resource.author[0].reference", "no entry is meant by");
    }

    @Test
    void a_document_has_nothing_that_its_Composition_has_nothing_to_do_with() {
        String three = "urn:uuid:0b7f4a0e-3f0a-4c55-9a43-5a7a3c1f0003";
        Judged.of(document(entry(ONE, composition(TWO)), entry(TWO, organization(null)), entry(three, organization("x")))).isWrong(CONTENT, "Bundle.entry[2]",
                "Nothing links this Organization to it");
        String endpoint = "{'resourceType': 'Location', 'managingOrganization': {'reference': '" + TWO + "'}}";
        Judged.of(document(entry(ONE, composition(TWO)), entry(TWO, organization(null)), entry(three, endpoint))).isWarned(CONTENT, "Bundle.entry[2]",
                "but none refers to it");
        String provenance = "{'resourceType': 'Provenance', 'target': [{'reference': '" + TWO + "'}], 'recorded': '2024-05-01T10:00:00Z', 'agent': [{'who': {'display': 'x'}}]}";
        Judged.of(document(entry(ONE, composition(TWO)), entry(TWO, organization(null)), entry(three, provenance))).isRight();
    }

    @Test
    void a_message_has_what_it_is_about() {
        String header = "{'resourceType': 'MessageHeader', 'eventUri': 'http://a.example/event', 'source': {'endpoint': 'http://a.example/'}, "
                + "'focus': [{'reference': '" + TWO + "'}]}";
        Judged.of(bundle("message", entry(ONE, header), entry(TWO, organization(null)))).isRight();
        Judged.of(bundle("message", entry(ONE, header).replace("'focus': [{'reference': '" + TWO, "'focus': [{'reference': 'Organization/7"),
                entry(TWO, organization(null)))).isWrong("messageheader-definitions.html#MessageHeader.focus", "Bundle.entry[0].resource.focus[0].reference",
                "Add the resource to the bundle.");
    }
}
