package org.ketaminerecord.search.parameter;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ketaminerecord.json.JsonObject;

/**
 * The security labels by which access to a resource is closed (R4 security-labels.html): those in {@code meta.security}, and those that
 * its kind has whether the sender says so or not. Systems are left out: the codes of v3-Confidentiality and v3-ActCode are different, and
 * a label of another system that reads like one of them closes rather too much than too little.
 */
final class SecurityLabels {

    private static final String SUBSTANCE_USE = "SUD";
    private static final String PSYCHOTHERAPY_NOTES = "PSYTHPN";
    private static final String LOINC = "http://loinc.org";

    /** Screens of substance use: AUDIT-C and DAST-10, their panels, items and totals. */
    private static final Set<String> SUBSTANCE_USE_CODES = Set.of("72109-2", "75626-2", "68517-2", "68518-0", "68519-8", "68520-6", "82666-9", "82667-7");
    /** Questionnaires, by the last part of the canonical, and the label of their responses. */
    private static final Map<String, String> FORMS = Map.of("audit-c", SUBSTANCE_USE, "dast-10", SUBSTANCE_USE, "integration-note", PSYCHOTHERAPY_NOTES);

    private static final Set<String> CODED = Set.of("Observation", "DiagnosticReport");

    private SecurityLabels() {
    }

    /** Their codes, sorted, with commas between; null when there are none. */
    static String of(JsonObject resource) {
        Set<String> labels = null;
        JsonObject meta = resource.object("meta");
        if (meta != null) {
            for (JsonObject label : meta.objects("security")) {
                String code = label.string("code");
                if (code != null) {
                    labels = labels == null ? new TreeSet<>() : labels;
                    labels.add(code.replace(',', ' '));
                }
            }
        }
        String ofKind = ofKind(resource);
        if (ofKind != null) {
            labels = labels == null ? new TreeSet<>() : labels;
            labels.add(ofKind);
        }
        return labels == null ? null : String.join(",", labels);
    }

    private static String ofKind(JsonObject resource) {
        String type = resource.string("resourceType");
        if ("QuestionnaireResponse".equals(type)) {
            String form = resource.string("questionnaire");
            String url = form == null ? "" : form.indexOf('|') < 0 ? form : form.substring(0, form.indexOf('|'));
            return FORMS.get(url.substring(url.lastIndexOf('/') + 1));
        }
        JsonObject code = CODED.contains(type) ? resource.object("code") : null;
        for (JsonObject coding : code == null ? List.<JsonObject>of() : code.objects("coding")) {
            if (LOINC.equals(coding.string("system")) && SUBSTANCE_USE_CODES.contains(String.valueOf(coding.string("code")))) {
                return SUBSTANCE_USE;
            }
        }
        return null;
    }
}
