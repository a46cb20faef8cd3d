package org.ketaminerecord.profile;

import org.ketaminerecord.fhirpath.Place;
import org.ketaminerecord.json.JsonNumber;
import org.ketaminerecord.json.JsonObject;
import org.ketaminerecord.json.JsonString;
import org.ketaminerecord.outcome.FaultCode;
import org.ketaminerecord.outcome.IssueType;
import org.ketaminerecord.outcome.Severity;

/** What R4's pages ask of values of a data type beside the definition of the type. */
final class ValueRules {

    /** R4 datatypes.html#string: characters, 1024 * 1024. */
    private static final int LONGEST = 1_048_576;

    private final Profiles profiles;
    private final Findings found;

    ValueRules(Profiles profiles, Findings found) {
        this.profiles = profiles;
        this.found = found;
    }

    void check(Place place) {
        switch (place.type().name()) {
            case "string", "markdown", "code", "id" -> length(place);
            case "canonical" -> canonical(place);
            case "Attachment" -> size(place);
            case "Coding" -> system(place, true);
            case "Identifier" -> system(place, false);
            default -> { }
        }
    }

    /** R4 resource.html#id: the id of a resource is a plain value, in JSON and XML. */
    void id(Place resource) {
        if (resource.members().has("_id")) {
            found.error(resource, "id", IssueType.EXTENSION, FaultCode.INVALID_VALUE, "resource.html#id", null, "The id of a resource has no extensions. Leave "
                    + "them out" + (resource.members().has("id") ? "." : ", and the id too where there is none yet."));
        }
    }

    private void length(Place place) {
        if (place.content().value() instanceof JsonString s && s.value().length() > LONGEST) {
            found.error(place, "", IssueType.TOO_LONG, FaultCode.INVALID_VALUE, "datatypes.html#string", null, "The text has " + s.value().length()
                    + " characters. Send at most " + LONGEST + "; more belongs in an Attachment or a Binary.");
        }
    }

    private void canonical(Place place) {
        String text = place.text();
        if (text != null && !text.startsWith("#") && !BundleEntries.isAbsolute(text)) {
            found.error(place, "", IssueType.VALUE, FaultCode.INVALID_VALUE, "references.html#canonical", null, "'" + text + "' is not a canonical URL, which is the "
                    + "absolute URL that the definition has as its own 'url'. Send that, with |version where one is meant.");
        }
    }

    /** The number of bytes before they are written in base64 (R4 datatypes.html#attachment). */
    private void size(Place place) {
        JsonObject attachment = place.members();
        if (attachment != null && attachment.get("size") instanceof JsonNumber size && attachment.get("data") instanceof JsonString data) {
            long bytes = bytes(data.value());
            if (size.decimal().longValue() != bytes) {
                found.error(place, "size", IssueType.VALUE, FaultCode.MISMATCH, "datatypes.html#attachment", null, "The size is " + size.text() + ", but the data are "
                        + bytes + " bytes. Send " + bytes + ", or leave the size out.");
            }
        }
    }

    private static long bytes(String base64) {
        long characters = 0;
        for (int i = 0; i < base64.length(); i++) {
            char c = base64.charAt(i);
            characters += c > ' ' && c != '=' ? 1 : 0;
        }
        return characters * 3 / 4;
    }

    private void system(Place place, boolean coding) {
        if (!(place.members() != null && place.members().get("system") instanceof JsonString s)) {
            return;
        }
        String system = s.value();
        if (!BundleEntries.isAbsolute(system) && !system.startsWith("#")) {
            found.add(coding ? Severity.ERROR : Severity.WARNING, place, "system", IssueType.VALUE,
                    FaultCode.INVALID_VALUE, coding ? "datatypes.html#Coding" : "datatypes.html#Identifier", null, "'" + system + "' is not the URI of a "
                    + (coding ? "code system" : "system of identifiers") + ", which is absolute. Send its URL, or urn:oid: with its OID.");
        } else if (coding && (system.startsWith("http://hl7.org/fhir/ValueSet/") || system.contains("/ValueSet/") && profiles.isValueSet(system))) {
            found.error(place, "system", IssueType.VALUE, FaultCode.INVALID_VALUE, "datatypes.html#Coding", null, "'" + system + "' is a value set. Send the URL of the "
                    + "code system that the code is from.");
        }
    }
}
